import Issuance
import Mail
import Queue

/// Which messages an operator means: what a list is narrowed to, as it was given.
package struct MessageSelection: Codable, Hashable, Sendable {
    /// Every message that has not ended; goes with nothing else. Nobody means all of them by leaving everything out.
    package var all: Bool
    package var state: String?
    package var kind: String?
    package var lane: String?
    package var domain: String?
    package var reason: String?
    /// RFC 3339.
    package var issuedBefore: String?

    package init(
        all: Bool = false, state: String? = nil, kind: String? = nil, lane: String? = nil, domain: String? = nil, reason: String? = nil,
        issuedBefore: String? = nil
    ) {
        self.all = all
        self.state = state
        self.kind = kind
        self.lane = lane
        self.domain = domain
        self.reason = reason
        self.issuedBefore = issuedBefore
    }

    /// The states that a message can be operated in.
    private static let states = QueueState.allCases.filter { !$0.isTerminal }

    /// Whether anything is named.
    package var isEmpty: Bool { [state, kind, lane, domain, reason, issuedBefore].allSatisfy { $0 == nil } }

    /// The filter of these names, of messages that wait.
    ///
    /// - Throws: `invalid` with every field that is wrong.
    func filter(kinds: KindTable) throws(Problem) -> MessageFilter {
        var faults: [FieldFault] = []
        let filter = MessageFilter(
            state: Self.listed(state, Self.states, "filter.state", "; the other states are final", &faults),
            kind: known(kinds, &faults), lane: Self.listed(lane, Lane.allCases, "filter.lane", "", &faults),
            domain: canonicalDomain(&faults), isWaiting: true,
            reason: Self.listed(reason, Reason.allCases, "filter.reason", "", &faults),
            issuedBefore: issuedBefore.flatMap { FieldFault.instant($0, "filter.issued_before", &faults) })
        if isEmpty, !all {
            let advice = "names nothing; give state, kind, lane, domain, reason or issued_before, or all: true for every message that waits"
            faults.append(FieldFault(field: "filter", reason: advice))
        }
        if all, !isEmpty { faults.append(FieldFault(field: "filter.all", reason: "goes with nothing else; leave it out")) }
        if !faults.isEmpty { throw .invalid(faults) }
        return filter
    }

    private static func listed<Word: RawRepresentable<String>>(
        _ text: String?, _ words: [Word], _ field: String, _ remark: String, _ faults: inout [FieldFault]
    ) -> Word? {
        guard let text else { return nil }
        if let word = words.first(where: { $0.rawValue == text }) { return word }
        let names = words.map(\.rawValue).joined(separator: ", ")
        faults.append(FieldFault(field: field, reason: "must be one of \(names)\(remark)"))
        return nil
    }

    /// A kind that nobody has would match nothing and look like success.
    private func known(_ kinds: KindTable, _ faults: inout [FieldFault]) -> String? {
        guard let kind, kinds[kind] == nil else { return kind }
        faults.append(FieldFault(field: "filter.kind", reason: "must be one of \(kinds.kinds.keys.sorted().joined(separator: ", "))"))
        return nil
    }

    private func canonicalDomain(_ faults: inout [FieldFault]) -> String? {
        guard let domain else { return nil }
        if !domain.contains("@"), let address = try? EmailAddress("x@\(domain)") { return address.domain }
        faults.append(FieldFault(field: "filter.domain", reason: "is no domain of an e-mail address, such as example.be"))
        return nil
    }
}

extension MessageFilter {
    /// `state=held domain=example.be`, or `all`: for the audit log.
    var selection: String {
        let parts = [
            state.map { "state=\($0.rawValue)" }, kind.map { "kind=\($0)" }, lane.map { "lane=\($0.rawValue)" },
            domain.map { "domain=\($0)" }, reason.map { "reason=\($0.rawValue)" }, issuedBefore.map { "issued_before=\($0.rfc3339)" },
        ].compactMap(\.self)
        return parts.isEmpty ? "all" : parts.joined(separator: " ")
    }
}
