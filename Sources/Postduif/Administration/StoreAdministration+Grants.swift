import Issuance
import Mail
import Queue

extension StoreAdministration {
    func giveGrant(_ request: GiveGrant) async throws -> GrantRow {
        guard let role = Role(rawValue: request.role) else {
            throw AdministrationFault.invalid("role: give one of \(Self.roleNames)")
        }
        let gift = GrantRequest(
            subject: request.subject, name: request.name, role: role, validFrom: request.validFrom, validUntil: request.validUntil,
            email: request.email)
        do {
            let answer = try await grantRegistry.give(gift, in: request.municipality, by: .localOperator, idempotency: nil)
            guard case .fresh(let view) = answer else { throw AdministrationFault.conflict("the grant was made before") }
            return row(view)
        } catch IssuanceRefusal.notFound {
            throw AdministrationFault.notFound(
                "municipality: \(request.municipality ?? "") is not registered; add it first with 'municipality add'")
        } catch let refusal as IssuanceRefusal {
            throw AdministrationFault(refusal)
        }
    }

    func grants(_ query: GrantQuery) async throws -> GrantList {
        let after = try query.cursor.map { text in
            guard let id = GrantID(text) else { throw AdministrationFault.invalid("cursor: give the cursor of the page before") }
            return id
        }
        let limit = min(max(1, query.limit), Limits.pageItems)
        do {
            let page =
                if let nis = query.municipality {
                    try await grantRegistry.grants(in: nis, for: .localOperator, after: after, limit: limit)
                } else {
                    try await grantRegistry.allGrants(after: after, limit: limit)
                }
            return GrantList(grants: page.grants.map(row), cursor: page.next?.description)
        } catch IssuanceRefusal.notFound {
            throw AdministrationFault.notFound("\(query.municipality ?? ""): not registered; 'municipality list' shows them")
        } catch {
            throw AdministrationFault(error)
        }
    }

    func withdrawGrant(id: String) async throws -> GrantRow {
        do {
            guard let grant = GrantID(id) else { throw IssuanceRefusal.notFound }
            return row(try await grantRegistry.withdraw(grant, by: .localOperator))
        } catch IssuanceRefusal.notFound {
            throw AdministrationFault.notFound("\(id): no such grant; 'grant list' shows them")
        } catch let refusal as IssuanceRefusal {
            throw AdministrationFault(refusal)
        }
    }

    func eraseName(id: String) async throws -> PersonRow {
        do {
            guard let person = PersonID(id) else { throw IssuanceRefusal.notFound }
            try await grantRegistry.eraseName(of: person, by: .localOperator)
            return PersonRow(id: person.description, name: "")
        } catch IssuanceRefusal.notFound {
            throw AdministrationFault.notFound("\(id): no such person; 'grant list' shows them")
        } catch let refusal as IssuanceRefusal {
            throw AdministrationFault(refusal)
        }
    }

    static let roleNames = Role.allCases.map(\.rawValue).joined(separator: ", ")

    private func row(_ view: GrantView) -> GrantRow {
        let grant = view.grant
        return GrantRow(
            id: grant.id.description, person: grant.person.description, name: view.name, role: grant.role.rawValue,
            municipality: grant.municipality, state: grant.state(at: clock.now).rawValue, validFrom: grant.validFrom.rfc3339,
            validUntil: grant.validUntil?.rfc3339, givenBy: grant.givenBy.text, givenAt: grant.given.rfc3339,
            withdrawnBy: grant.withdrawnBy?.text, withdrawnAt: grant.withdrawn?.rfc3339)
    }
}
