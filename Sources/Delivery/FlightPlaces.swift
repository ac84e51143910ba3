import Synchronization

/// Which places of the flight recorder are taken: a bit for each, without a lock.
///
/// The connections take them and the writer frees them, each for every message: behind one lock they stood in line for a fifteenth of all
/// their time.
final class FlightPlaces: @unchecked Sendable {
    // @unchecked: of what is behind the pointer, only atomics are touched after `init`.
    private let words: UnsafeMutableBufferPointer<Atomic<UInt64>>
    let count: Int

    init(count: Int) {
        self.count = count
        words = .allocate(capacity: (count + UInt64.bitWidth - 1) / UInt64.bitWidth)
        for index in words.indices {
            // Those beyond the last place are taken for good.
            let left = count - index * UInt64.bitWidth
            (words.baseAddress.unsafelyUnwrapped + index).initialize(to: Atomic(left < UInt64.bitWidth ? ~0 << UInt64(left) : 0))
        }
    }

    deinit {
        words.deinitialize()
        words.deallocate()
    }

    /// The first free place, so that few pages are touched; `nil` when all are taken.
    func take() -> Int? {
        for index in words.indices {
            var word = words[index].load(ordering: .relaxed)
            while word != .max {
                let bit = (~word).trailingZeroBitCount
                let (isTaken, found) = words[index].weakCompareExchange(
                    expected: word, desired: word | 1 << UInt64(bit), successOrdering: .acquiring, failureOrdering: .relaxed)
                if isTaken { return index * UInt64.bitWidth + bit }
                word = found
            }
        }
        return nil
    }

    /// What was written in the place comes before whoever takes it next.
    func free(_ place: Int) {
        words[place / UInt64.bitWidth].bitwiseAnd(~(1 << UInt64(place % UInt64.bitWidth)), ordering: .releasing)
    }

    /// All that are taken now.
    var taken: [Int] {
        words.indices.flatMap { index in
            let word = words[index].load(ordering: .acquiring)
            return (0..<UInt64.bitWidth).lazy.filter { word >> UInt64($0) & 1 == 1 }.map { index * UInt64.bitWidth + $0 }
                .filter { $0 < self.count }
        }
    }
}
