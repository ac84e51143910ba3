import API
import Issuance
import Mail
import Queue

/// Which messages a list shows, or many are acted upon: as a query or a form names them.
struct MessageChoice: Sendable {
    /// How old at least, in minutes.
    static let ages = [1, 10, 60, 24 * 60]

    private(set) var state: QueueState?
    private(set) var kind: String?
    private(set) var lane: Lane?
    private(set) var domain: String?
    private(set) var reason: Reason?
    private(set) var olderThan: Int?
    private(set) var issuedBefore: Instant?
    /// Whether a value was none: a filter that is not understood must not show everything.
    private(set) var isWrong = false

    /// - Parameter value: Of a name; `nil` without one.
    init(kinds: KindTable, now: Instant, _ value: (String) -> String?) {
        state = word("state", value)
        lane = word("lane", value)
        reason = word("reason", value)
        if let name = value("kind") {
            kind = name
            if kinds[name] == nil { isWrong = true }
        }
        if let text = value("domain") {
            domain = text.contains("@") ? nil : (try? EmailAddress("x@\(text)"))?.domain
            if domain == nil { isWrong = true }
        }
        if let text = value("issued_before") {
            issuedBefore = Instant(rfc3339: text)
            if issuedBefore == nil { isWrong = true }
        } else if let text = value("older") {
            olderThan = Int(text).flatMap { Self.ages.contains($0) ? $0 : nil }
            issuedBefore = olderThan.map { now - .seconds(60 * $0) }
            if olderThan == nil { isWrong = true }
        }
    }

    private mutating func word<Word: RawRepresentable<String>>(_ name: String, _ value: (String) -> String?) -> Word? {
        guard let text = value(name) else { return nil }
        let word = Word(rawValue: text)
        if word == nil { isWrong = true }
        return word
    }

    /// Of a list.
    func filter(within reach: Reach) -> MessageFilter {
        MessageFilter(
            state: state, kind: kind, lane: lane, domain: domain, municipalities: reach.codes, reason: reason, issuedBefore: issuedBefore)
    }

    /// Of an act on many: whoever names nothing means all that wait, and is asked with their number.
    var selection: MessageSelection {
        var selection = MessageSelection(
            state: state?.rawValue, kind: kind, lane: lane?.rawValue, domain: domain, reason: reason?.rawValue,
            issuedBefore: issuedBefore?.rfc3339)
        selection.all = selection.isEmpty
        return selection
    }

    /// Whether any of it can still be acted upon.
    var canWait: Bool { state.map { !$0.isTerminal } ?? true }

    /// The same choice as fields, with a fixed time in place of an age: what is shown and what is acted upon are then the same. All values are
    /// words, domains and times, which need no escape in a query.
    var fixed: [(name: String, value: String)] { common + (issuedBefore.map { [("issued_before", $0.rfc3339)] } ?? []) }

    /// The query of the list; empty, or with its question mark.
    func query(cursor: QueueID? = nil) -> String {
        let age = olderThan.map { [("older", String($0))] } ?? issuedBefore.map { [("issued_before", $0.rfc3339)] } ?? []
        let pairs = common + age + (cursor.map { [("cursor", $0.description)] } ?? [])
        return pairs.isEmpty ? "" : "?" + pairs.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    }

    private var common: [(name: String, value: String)] {
        let pairs: [(String, String?)] = [
            ("state", state?.rawValue), ("kind", kind), ("lane", lane?.rawValue), ("domain", domain), ("reason", reason?.rawValue),
        ]
        return pairs.compactMap { name, value in value.map { (name, $0) } }
    }
}
