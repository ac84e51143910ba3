package import API
import HTTPTypes
import Hummingbird
package import Issuance
import Mail

/// The route of the start card, for the router of the public port.
///
/// - Parameter subject: Of the mail with the link, as it is sent to the citizen; `nil` when nobody can tell.
package func startCardPages(
    issuer: Issuer, contact: ContactDetails, sender: SenderDetails, publicURL: String, subject: @escaping @Sendable (StartCard) -> String?
) -> [Route] {
    StartCardPage(issuer: issuer, view: StartCardView(contact: contact, sender: sender, publicURL: publicURL), subject: subject).routes
}

/// `GET /v1/activations/{id}/card`: the card that an officer gives along, to be printed on one sheet.
///
/// It is asked for with a credential, which a browser does not send by itself: a front fetches it and hands it on. So it is one file, with its
/// style inside, which its policy admits by the digest alone.
struct StartCardPage: Sendable {
    let issuer: Issuer
    let view: StartCardView
    let subject: @Sendable (StartCard) -> String?

    private static let policy =
        "default-src 'none'; style-src 'sha256-\(StartCardStyle.digest)'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

    var routes: [Route] {
        [Route(.get, "/v1/activations/{id}/card", .scoped([.activationsRead, .activationsWrite]), show)]
    }

    @Sendable private func show(_ call: APICall) async throws -> Response {
        let id = try call.id(ActivationID.self)
        var query = QueryReader(call)
        let asked = query.word("language", Language.self)
        try query.refuseFaults()
        return try await answer(id, in: asked, for: try call.caller)
    }

    /// The card, for an officer with whatever credential.
    ///
    /// - Parameters:
    ///   - asked: Its language; `nil`: the citizen's.
    ///   - code: To be printed on it.
    func answer(_ id: ActivationID, in asked: Language?, code: ActivationCode? = nil, for caller: Caller) async throws -> Response {
        let card = try await issuer.startCard(of: id, for: caller)
        let language = asked ?? card.languages.main
        let document = view.document(card, subject: subject(card), code: code, in: language)
        var response = Response(bytes: Array(document.utf8), type: "text/html; charset=utf-8")
        response.headers[.contentSecurityPolicy] = Self.policy
        response.headers[.cacheControl] = "no-store"
        response.headers[.referrerPolicy] = "no-referrer"
        response.headers[.robotsTag] = "noindex, nofollow"
        response.headers[.contentLanguage] = language.rawValue
        return response
    }
}
