import Mail
import Queue

extension GrantRegistry {
    /// Wipes the name by which lists show a person, and the HMAC of the address. Roles stay as they are, and so does the audit log, which names nobody.
    ///
    /// A name that was wiped before stays so. The next role that an administrator gives the person brings one again; the address of somebody who holds
    /// a role comes again with the next token that has it.
    ///
    /// - Throws: ``IssuanceRefusal/forbidden(detail:)`` for who is no administrator of all places, ``IssuanceRefusal/notFound``.
    package func eraseName(of person: PersonID, by giver: GrantGiver) async throws(IssuanceRefusal) {
        guard GrantRules.mayChangePersons(giver) else {
            throw .forbidden(detail: "A person's name stands in all places at once; this needs an administrator who is not limited to one.")
        }
        guard try await stored({ () async throws(StoreFault) in try await store.person(person) }) != nil else { throw .notFound }
        _ = try await stored { () async throws(StoreFault) in try await store.eraseName(of: person, by: giver.actor) }
        forgetAddress(of: person)
    }
}
