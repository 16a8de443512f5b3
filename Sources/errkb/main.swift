import CStart
import Commands
import Glibc

let arguments = UnsafeBufferPointer(start: errkb_arguments(), count: Int(errkb_argument_count()))
exit(
  ErrKB.run(
    arguments.dropFirst().map { argument in
      argument.map { Array(UnsafeRawBufferPointer(start: $0, count: strlen($0))) } ?? []
    }))
