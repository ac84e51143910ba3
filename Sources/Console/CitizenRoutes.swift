package import API
import HTTPTypes
import Hummingbird
package import Issuance
import Mail

/// The routes of the citizen's page: `GET` shows, only `POST` changes. HEAD and OPTIONS are the router's and change nothing.
package func citizenPages(issuer: Issuer, contact: ContactDetails, publicURL: String) -> [Route] {
    let routes = CitizenRoutes(issuer: issuer, page: CitizenPage(contact: contact), publicURL: publicURL)
    return [
        Route(.get, "/a/{token}", .open, routes.show),
        Route(.post, "/a/{token}", .open, routes.redeem),
        Route(.get, "/assets/postduif.css", .open, routes.style),
    ]
}

struct CitizenRoutes: Sendable {
    let issuer: Issuer
    let page: CitizenPage
    let publicURL: String

    /// Link scanners open links: this reads, and nothing more.
    func show(_ call: APICall) async throws -> Response {
        response(.form, language: await issuer.pageLanguage(token: token(call)))
    }

    /// Both halves together, once.
    func redeem(_ call: APICall) async throws -> Response {
        let token = token(call)
        let language = await issuer.pageLanguage(token: token)
        guard isOwnForm(call.request) else { return response(.invalid, language: language, status: .forbidden) }
        let form = FormBody.values(try await call.body(upTo: Self.formOctets))
        do throws(IssuanceRefusal) {
            let redeemed = try await issuer.redeem(token: token, code: Secret(form["code"] ?? ""))
            return response(.done, language: redeemed.citizenLanguage)
        } catch {
            if case .unavailable = error { return response(.busy, language: language, status: .serviceUnavailable) }
            return response(.invalid, language: language, status: .forbidden)
        }
    }

    func style(_ call: APICall) async throws -> Response {
        var response = Response(bytes: Array(PageStyle.css.utf8), type: "text/css; charset=utf-8")
        response.headers[.cacheControl] = "public, max-age=86400"
        return response
    }

    private static let formOctets = 4_096

    private func token(_ call: APICall) -> Secret {
        Secret(call.context.parameters.get("token") ?? "")
    }

    /// Another site's form must not spend a citizen's tries. Browsers send `Sec-Fetch-Site`; older ones at least `Origin`.
    private func isOwnForm(_ request: Request) -> Bool {
        if let site = HTTPField.Name("Sec-Fetch-Site").flatMap({ request.headers[$0] }) { return site == "same-origin" || site == "none" }
        guard let origin = request.headers[.origin] else { return true }
        return origin == publicURL
    }

    private func response(_ content: CitizenPage.Content, language: Language?, status: HTTPResponse.Status = .ok) -> Response {
        var response = Response(
            bytes: page.html(content, language: language), type: "text/html; charset=utf-8", status: status)
        for (name, value) in Self.fields {
            if let name = HTTPField.Name(name) { response.headers[name] = value }
        }
        return response
    }

    private static let fields = [
        "Content-Security-Policy":
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
        "X-Robots-Tag": "noindex",
    ]
}
