import Console
import Issuance
import Mail

extension StoreAdministration {
    func signInLink(_ request: SignInLinkRequest) async throws -> SignInLinkRow {
        guard let links else {
            throw AdministrationFault.conflict("there is no local issuer in the service: set oidc.local to true, in a trial alone")
        }
        guard LocalIssuer.canName(request.subject) else {
            throw AdministrationFault.invalid("subject: give 1 to 255 octets without control characters")
        }
        var email: EmailAddress?
        if let text = request.email {
            do { email = try EmailAddress(text) } catch { throw AdministrationFault.invalid("email: \(error.advice)") }
        }
        let identity = PersonIdentity(issuer: LocalIssuer.name, subject: request.subject, email: email)
        return SignInLinkRow(
            url: links.make(for: identity).revealText(), subject: request.subject, expiresAt: (clock.now + SignInLinks.lifetime).rfc3339)
    }
}
