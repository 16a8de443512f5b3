import Glibc

/// Whether something lies at the path.
func fileExists(_ path: String) -> Bool { access(path, F_OK) == 0 }
