import Glibc
import Mail
import Synchronization

/// The operating system's generator (`getentropy`); every secret is drawn from it.
///
/// Octets are fetched 256 at a time, since one system call for each word costs more than the sealing of a message; each octet is
/// given out once and wiped.
final class SystemRandom: RandomSource {
    /// The most that `getentropy(3)` gives at once.
    private static let words = 32

    private struct Stock {
        var words = [UInt64](repeating: 0, count: SystemRandom.words)
        var left = 0
    }

    private let stock = Mutex(Stock())

    func next() -> UInt64 {
        stock.withLock { stock in
            if stock.left == 0 { Self.refill(&stock) }
            stock.left -= 1
            defer { stock.words[stock.left] = 0 }
            return stock.words[stock.left]
        }
    }

    private static func refill(_ stock: inout Stock) {
        var generator = SystemRandomNumberGenerator()
        let fetched = stock.words.withUnsafeMutableBytes { bytes -> Bool in
            guard let start = bytes.baseAddress else { return false }
            return getentropy(start, bytes.count) == 0
        }
        // Interrupted before the pool was ready: the standard library's own call waits for it.
        if !fetched { for index in stock.words.indices { stock.words[index] = generator.next() } }
        stock.left = words
    }
}
