import Commands
import Glibc

exit(ErrKB.run(Array(CommandLine.arguments.dropFirst())))
