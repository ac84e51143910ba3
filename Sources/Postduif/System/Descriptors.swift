import Glibc

/// How many files and connections this process may have open.
enum Descriptors {
    /// Raises the soft limit to the hard one, which the usual 1,024 keeps far below, and answers what holds then.
    ///
    /// Nothing here uses `select(2)`, for whose sake the soft limit is low.
    static func raiseLimit() -> Int {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return 0 }
        let former = limit.rlim_cur
        limit.rlim_cur = limit.rlim_max
        let holds = setrlimit(resource, &limit) == 0 ? limit.rlim_cur : former
        return Int(clamping: holds)
    }
}
