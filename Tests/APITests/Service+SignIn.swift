import API
import Issuance
import Mail
import Queue

extension Service {
    static let issuer = "https://login.example.be"

    /// Gives somebody roles and signs him in.
    ///
    /// - Returns: The token.
    func signIn(
        _ subject: String, _ roles: [HeldRole], from: String? = nil, until: String? = nil, email: String? = nil
    ) async throws -> String {
        for held in roles {
            let request = GrantRequest(subject: subject, name: "A. Person", role: held.role, validFrom: from, validUntil: until)
            _ = try await grants.give(request, in: held.municipality, by: .localOperator, idempotency: nil)
        }
        let token = "token.of.\(subject)"
        tokens.add(token, for: PersonIdentity(issuer: Self.issuer, subject: subject, email: email.flatMap { try? EmailAddress($0) }))
        return token
    }

    /// The path of a route with identifiers that nobody has, and a municipality that is registered.
    static func path(of route: Route) -> String {
        route.path.replacing("{id}", with: id(for: route.path)).replacing("{nis}", with: "62063")
    }

    private static func id(for path: String) -> String {
        if path.contains("persons") { return PersonID(high: 1, low: 1).description }
        if path.contains("grants") { return GrantID(high: 1, low: 1).description }
        if path.contains("activations") { return ActivationID(high: 1, low: 1).description }
        if path.contains("codes") { return CodeID(high: 1, low: 1).description }
        if path.contains("keys") { return APIKeyID(high: 1, low: 1).description }
        return QueueID(high: 1, low: 1).description
    }
}
