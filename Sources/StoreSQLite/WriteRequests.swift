/// Requests in the order they came, taken from the front in portions.
///
/// What is taken costs what is taken, however many wait behind it: connections stand before the lock around this while thousands of
/// settlements wait.
struct WriteRequests {
    /// The first `taken` are gone; they are cut off once they are as many as the rest.
    private var requests: [WriteRequest?] = []
    private var taken = 0

    var count: Int { requests.count - taken }

    mutating func append(_ request: WriteRequest) { requests.append(request) }

    mutating func takeFirst(_ most: Int) -> [WriteRequest] {
        let end = taken + min(most, count)
        var first: [WriteRequest] = []
        first.reserveCapacity(end - taken)
        for index in taken..<end {
            if let request = requests[index] { first.append(request) }
            requests[index] = nil
        }
        taken = end
        if taken >= count {
            requests.removeFirst(taken)
            taken = 0
        }
        return first
    }
}
