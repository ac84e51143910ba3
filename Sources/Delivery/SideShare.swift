/// What the other lanes get while codes flow: few messages at a time, in slices of time.
///
/// Strict order among those that wait is not enough. A backlog of links that drains at full speed keeps the processor and the disk so busy
/// that each code waits for both: 25 ms at the 99th percentile beside 14,000 links a second, 10 ms beside 1,000. A thousand a second are
/// more than links ever come in; without codes nothing is held back.
package struct SideShare {
    static let slice: Duration = .milliseconds(10)
    /// What is usual for a slice.
    package static let perSlice = 10
    /// How long after the last code they count as flowing.
    static let pause: Duration = .milliseconds(250)

    /// Messages in a slice; `nil`: nothing is ever held back.
    private let perSlice: Int?
    /// Monotonic, as all times here.
    private var codesFlowUntil: Duration?
    private var sliceEnd: Duration = .zero
    private var left = 0

    init(perSlice: Int? = perSlice) { self.perSlice = perSlice }

    /// Whether the time matters at all.
    var isActive: Bool { codesFlowUntil != nil }

    /// A code came for a connection.
    mutating func codeCame(at now: Duration) {
        if perSlice != nil { codesFlowUntil = now + Self.pause }
    }

    /// How long until a message of another lane may be begun; `nil` when it may now.
    func wait(at now: Duration) -> Duration? {
        guard let codesFlowUntil, now < codesFlowUntil, now < sliceEnd, left == 0 else { return nil }
        return min(sliceEnd, codesFlowUntil) - now
    }

    /// A message of another lane is begun.
    mutating func take(at now: Duration) {
        guard let until = codesFlowUntil, let perSlice else { return }
        guard now < until else { return codesFlowUntil = nil }
        if now >= sliceEnd { (sliceEnd, left) = (now + Self.slice, perSlice) }
        left = max(0, left - 1)
    }
}
