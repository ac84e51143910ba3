import Issuance
import Mail
import Queue
import Testing

/// Who may give and take which role where: the table of docs/decisions.md, 30.
@Suite("Grant rules") struct GrantRuleTests {
    private static let own = "62063"
    private static let other = "11002"
    private static let giver = PersonID(high: 1, low: 1)
    private static let someone = PersonID(high: 1, low: 2)

    /// Of each role, held as it can be held: the roles that it gives and takes in its municipality.
    struct Row: Sendable, CustomTestStringConvertible {
        let role: Role
        let gives: Set<Role>
        var testDescription: String { role.rawValue }
    }

    static let table = [
        Row(role: .registrationOfficer, gives: []),
        Row(role: .mainAccessManager, gives: [.coAccessManager, .registrationOfficer]),
        Row(role: .coAccessManager, gives: [.registrationOfficer]),
        Row(role: .auditor, gives: []),
        Row(role: .operator, gives: []),
        Row(role: .administrator, gives: [.registrationOfficer, .mainAccessManager, .coAccessManager, .auditor]),
    ]

    @Test("the table has every role") func complete() { #expect(Set(Self.table.map(\.role)) == Set(Role.allCases)) }

    @Test("a role gives and takes what it manages, in its municipality", arguments: table)
    func inItsMunicipality(_ row: Row) {
        let giver = Self.giver(row.role)
        for role in Role.allCases where role.place != .everywhere {
            let given = GrantRules.refusal(giving: role, in: Self.own, to: Self.someone, by: giver)
            let taken = GrantRules.refusal(withdrawing: Self.grant(role, in: Self.own), by: giver)
            #expect((given == nil) == row.gives.contains(role), "\(role)")
            #expect((taken == nil) == row.gives.contains(role), "\(role)")
        }
        #expect(GrantRules.mayList(in: Self.own, by: giver) == !row.gives.isEmpty)
    }

    @Test("no role reaches another municipality, nor everywhere, but the administrator's", arguments: table)
    func elsewhere(_ row: Row) {
        let giver = Self.giver(row.role)
        for role in Role.allCases {
            for place in [Self.other, nil] where role.place != (place == nil ? .municipality : .everywhere) {
                let refusal = GrantRules.refusal(giving: role, in: place, to: nil, by: giver)
                let taken = GrantRules.refusal(withdrawing: Self.grant(role, in: place), by: giver)
                #expect((refusal == nil) == (row.role == .administrator), "\(role) \(place ?? "everywhere")")
                #expect((taken == nil) == (row.role == .administrator), "\(role) \(place ?? "everywhere")")
            }
        }
        #expect(GrantRules.mayList(in: Self.other, by: giver) == (row.role == .administrator))
        #expect(GrantRules.mayList(in: nil, by: giver) == (row.role == .administrator))
    }

    @Test("nobody gives or takes a role of his own", arguments: Role.allCases)
    func ownRole(_ role: Role) {
        let place: String? = role.place == .everywhere ? nil : Self.own
        let administrator = Self.giver(.administrator)
        guard case .forbidden? = GrantRules.refusal(giving: role, in: place, to: Self.giver, by: administrator) else {
            Issue.record("an administrator gave himself \(role)")
            return
        }
        let own = Self.grant(role, in: place, to: Self.giver)
        guard case .forbidden? = GrantRules.refusal(withdrawing: own, by: administrator) else {
            Issue.record("an administrator took a role of his own")
            return
        }
        #expect(GrantRules.refusal(withdrawing: own, by: .localOperator) == nil)
    }

    @Test("a co-manager takes no manager's role, be he the last", arguments: [Role.mainAccessManager, .coAccessManager])
    func managers(_ role: Role) {
        let refusal = GrantRules.refusal(withdrawing: Self.grant(role, in: Self.own), by: Self.giver(.coAccessManager))
        guard case .forbidden? = refusal else {
            Issue.record("\(role) was withdrawn by a co-manager")
            return
        }
    }

    @Test("an API key limited to a municipality gives there, and nothing that reaches everywhere")
    func limitedKey() {
        let key = GrantGiver(.apiKey(APIKeyID(high: 2, low: 2)), held: [HeldRole(.administrator, in: Self.own)])
        #expect(GrantRules.refusal(giving: .mainAccessManager, in: Self.own, to: nil, by: key) == nil)
        #expect(GrantRules.refusal(giving: .mainAccessManager, in: Self.other, to: nil, by: key) != nil)
        #expect(GrantRules.refusal(giving: .auditor, in: nil, to: nil, by: key) != nil)
        #expect(GrantRules.refusal(giving: .administrator, in: nil, to: nil, by: key) != nil)
    }

    @Test("a role is given where it can be held", arguments: Role.allCases)
    func places(_ role: Role) {
        for place in [Self.own, nil] {
            let fits = role.place == .either || role.place == (place == nil ? .everywhere : .municipality)
            let refusal = GrantRules.refusal(giving: role, in: place, to: nil, by: .localOperator)
            if fits {
                #expect(refusal == nil)
            } else if case .invalid(let faults)? = refusal {
                #expect(faults.map(\.field) == ["role"])
            } else {
                Issue.record("\(role) in \(place ?? "no municipality")")
            }
        }
    }

    /// Every scope that a role opens, and who opens it.
    @Test(
        "roles open what the table says",
        arguments: [
            (.activationsWrite, [.registrationOfficer]), (.activationsRead, []), (.codesWrite, []),
            (.messagesRead, [.registrationOfficer, .operator]), (.queueOperate, [.operator]), (.admin, [.administrator]),
            (.auditRead, [.auditor]), (.grantsManage, [.mainAccessManager, .coAccessManager]),
        ] as [(APIKey.Scope, Set<Role>)])
    func scopes(_ scope: APIKey.Scope, roles: Set<Role>) {
        #expect(Set(Role.allCases.filter { $0.scopes.contains(scope) }) == roles)
    }

    @Test("a grant is in force from its beginning to before its end, unless withdrawn")
    func state() {
        let begin = Instant(seconds: 1_000), end = Instant(seconds: 2_000)
        let grant = Grant(
            id: GrantID(high: 1, low: 1), person: Self.someone, role: .auditor, municipality: nil, validFrom: begin, validUntil: end,
            givenBy: .localOperator, given: begin)
        let states: [(Int64, Grant.State)] = [(999, .future), (1_000, .inForce), (1_999, .inForce), (2_000, .ended)]
        for (second, state) in states { #expect(grant.state(at: Instant(seconds: second)) == state) }
        #expect(grant.withdrawn(by: .localOperator, at: begin).state(at: begin) == .withdrawn)
    }

    private static func giver(_ role: Role) -> GrantGiver {
        GrantGiver(.person(giver), held: [HeldRole(role, in: role.place == .everywhere ? nil : own)])
    }

    private static func grant(_ role: Role, in place: String?, to person: PersonID = someone) -> Grant {
        Grant(
            id: GrantID(high: 3, low: 3), person: person, role: role, municipality: place, validFrom: .distantPast, validUntil: nil,
            givenBy: .localOperator, given: .distantPast)
    }
}
