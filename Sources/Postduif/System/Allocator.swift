import Glibc

/// Tells the C allocator to keep what is freed: batches need the same memory again, and giving it back costs page faults on every core.
enum Allocator {
    /// malloc.h; Swift's Glibc module does not have `mallopt(3)`.
    private static let trimThreshold: Int32 = -1
    private static let mmapThreshold: Int32 = -3

    /// Gives back to the system what is free, where that is to be had.
    static func giveBackFreedMemory() {
        guard let symbol = dlsym(nil, "malloc_trim") else { return }
        _ = unsafeBitCast(symbol, to: (@convention(c) (Int) -> Int32).self)(0)
    }

    static func keepFreedMemory() {
        guard let symbol = dlsym(nil, "mallopt") else { return }
        let mallopt = unsafeBitCast(symbol, to: (@convention(c) (Int32, Int32) -> Int32).self)
        _ = mallopt(trimThreshold, 64 << 20)
        _ = mallopt(mmapThreshold, 16 << 20)
    }
}
