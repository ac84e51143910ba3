/// All kinds by name, with the values of a profile.
package struct KindTable: Sendable {
    /// How long links and codes on paper live; the difference between the profiles.
    package enum Profile: String, CaseIterable, Sendable {
        /// As the municipalities work today: two weeks.
        case lra
        /// As OWASP and NIST would have it: a day for the link, a week for the paper.
        case strict
    }

    /// What citizens get. The ``canary(in:)`` is none of them.
    package private(set) var kinds: [String: Kind]

    package init(profile: Profile = .lra) {
        let days = 24 * 3_600
        let all = [
            Kind(name: "one_time_code", lane: .code, lifetime: .seconds(600), minimumLeft: .seconds(60), inDoubtPolicy: .resendOnce),
            Kind(
                name: "activation_link", lane: .link, lifetime: .seconds(profile == .lra ? 14 * days : days),
                minimumLeft: .seconds(3_600), inDoubtPolicy: .resendOnce),
            Kind(name: "key_activated", lane: .notice, lifetime: .seconds(3 * days), minimumLeft: .zero, inDoubtPolicy: .resendOnce),
            Kind(name: "address_changed", lane: .notice, lifetime: .seconds(3 * days), minimumLeft: .zero, inDoubtPolicy: .resendOnce),
        ]
        self.kinds = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
    }

    /// The kind of that name, the canary's too; `nil` for a name that no row has.
    package subscript(name: String) -> Kind? {
        get { kinds[name] ?? (name == Self.canary ? Self.canary(in: .code) : nil) }
        set { kinds[name] = newValue }
    }

    /// A mail of our own that shows whether a lane and a relay go on. Nobody waits for it, and one in doubt is not sent again.
    ///
    /// In the lane of codes it lives for a minute; in the others, where a backlog may be right, for a quarter of an hour.
    package static func canary(in lane: Lane) -> Kind {
        Kind(name: canary, lane: lane, lifetime: .seconds(lane == .code ? 60 : 900), minimumLeft: .zero, inDoubtPolicy: .drop)
    }

    package static let oneTimeCode = "one_time_code"
    package static let activationLink = "activation_link"
    package static let keyActivated = "key_activated"
    package static let addressChanged = "address_changed"
    package static let canary = "canary"
}
