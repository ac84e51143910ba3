import Queue

/// One value for each lane, stored in place: no hashing and no allocation on the way of a message.
struct LaneTable<Value> {
    private var code: Value
    private var link: Value
    private var notice: Value

    init(repeating value: Value) { (code, link, notice) = (value, value, value) }

    init(_ value: (Lane) -> Value) { (code, link, notice) = (value(.code), value(.link), value(.notice)) }

    subscript(lane: Lane) -> Value {
        get {
            switch lane {
            case .code: code
            case .link: link
            case .notice: notice
            }
        }
        // In place: a getter and a setter would copy a deque of thousands for each lease.
        _modify {
            switch lane {
            case .code: yield &code
            case .link: yield &link
            case .notice: yield &notice
            }
        }
    }
}

extension LaneTable: Sendable where Value: Sendable {}
