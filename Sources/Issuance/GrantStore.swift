package import Mail
package import Queue

/// What a database must do for persons and their roles.
package protocol GrantStore: Sendable {
    /// Commits a grant, and with it the person who is not known yet.
    ///
    /// Of two grants of one role in one place to one person the times never overlap, unless one is withdrawn.
    ///
    /// - Parameter renaming: Whether a person who is known takes the name and the address of this grant; else only where there was none.
    func give(_ gift: PersonGrant, renaming: Bool, terms: IssueTerms) async throws(StoreFault) -> GiveResult
    /// Withdraws at `now`; `false` when there is none or it was withdrawn before.
    func withdraw(_ grant: GrantID, by actor: AuditActor, now: Instant) async throws(StoreFault) -> Bool
    func grant(_ id: GrantID) async throws(StoreFault) -> PersonGrant?
    /// By the HMAC of issuer and subject.
    func person(subject: [UInt8]) async throws(StoreFault) -> Person?
    func person(_ id: PersonID) async throws(StoreFault) -> Person?
    /// Keeps the HMAC of the address that a person's token has.
    func setAddress(_ address: [UInt8], of person: PersonID) async throws(StoreFault)
    /// Wipes name and address of a person, and records it; `false` when there is no such person or neither. The roles stay.
    func eraseName(of person: PersonID, by actor: AuditActor) async throws(StoreFault) -> Bool
    /// The grants of a municipality (`nil`: those that reach everywhere), newest first, ended and withdrawn ones too.
    ///
    /// - Parameter after: The last of the page before.
    func grants(in municipality: String?, after: GrantID?, limit: Int) async throws(StoreFault) -> [PersonGrant]
    /// The same, of those alone that are over at `now`, ended or withdrawn, or of those that are not.
    func grants(
        in municipality: String?, areOver: Bool, now: Instant, after: GrantID?, limit: Int
    ) async throws(StoreFault) -> [PersonGrant]
    /// A person who has or had a role in a municipality (`nil`: one that reaches everywhere).
    func person(_ id: PersonID, in municipality: String?) async throws(StoreFault) -> Person?
    /// The grants of all places, the same way.
    func grants(after: GrantID?, limit: Int) async throws(StoreFault) -> [PersonGrant]
    /// All that are in force at `now` or will be.
    func grantsNotOver(now: Instant) async throws(StoreFault) -> [PersonGrant]
}
