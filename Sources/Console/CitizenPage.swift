package import API
import HTTPTypes
import Hummingbird
package import Issuance
import Mail

/// The routes of the citizen's page, for the router of the public port.
///
/// - Parameter branding: Of a municipality, by NIS code; `nil` where it has none of its own. It must not read a database.
package func citizenPages(
    issuer: Issuer, contact: ContactDetails, publicURL: String,
    branding: @escaping @Sendable (_ municipality: String) -> MunicipalityBranding?
) -> [Route] {
    CitizenPage(issuer: issuer, view: CitizenPageView(contact: contact), origin: WebOrigin(publicURL), branding: branding).routes
}

/// The page behind an activation link: one field for the code on paper.
///
/// Only a POST with link and code changes anything: GET, HEAD and OPTIONS may be made by mail scanners as often as they like.
/// There is no cookie and no hidden token: who can send the form already knows both halves.
struct CitizenPage: Sendable {
    let issuer: Issuer
    let view: CitizenPageView
    /// Of `http.public_url`.
    let origin: WebOrigin?
    let branding: @Sendable (_ municipality: String) -> MunicipalityBranding?

    /// A form with one short field needs no more.
    static let formOctets = 4_096
    /// The most octets of a typed code that are looked at.
    static let codeOctets = 64

    var routes: [Route] {
        [
            Route(.get, "/a/{token}", .open, show),
            Route(.post, "/a/{token}", .open, redeem),
            Route(.get, "/activated/{language}", .open, activated),
            Route(.get, "/assets/postduif.css", .open, stylesheet),
        ]
    }

    @Sendable private func show(_ call: APICall) async throws -> Response {
        answer(.form, .ok, await subject(Self.token(call), chosen: Self.chosenLanguage(call)))
    }

    @Sendable private func redeem(_ call: APICall) async throws -> Response {
        let token = Self.token(call)
        let subject = await subject(token, chosen: Self.chosenLanguage(call))
        let code: String?
        do throws(Problem) {
            code = try await typedCode(call)
        } catch {
            return answer(.failure, error.code.status, subject)
        }
        guard isFromThisPage(call), let code, !code.isEmpty, let token else {
            return answer(.failure, .forbidden, subject)
        }
        do throws(IssuanceRefusal) {
            let redeemed = try await issuer.redeemOnPage(token: Secret(token), code: Secret(code))
            return done(redeemed, in: Self.languages(of: redeemed, chosen: Self.chosenLanguage(call)))
        } catch {
            return refusal(Problem(error), subject)
        }
    }

    /// A page of its own for the end (RFC 9110 §15.4.4): loading it again sends no form again, which would be answered like a wrong code.
    ///
    /// With a way back to a front it is this one: the result stands in no URL of ours, and not in what is loaded again.
    private func done(_ redeemed: RedeemedActivation, in languages: [Language]) -> Response {
        let (branding, binding) = (branding(redeemed.municipality), redeemed.languages.bindingBeforeEnglish)
        if let link = redeemed.returnLink {
            return answer(
                .done, .ok,
                CitizenPageView.Subject(languages: languages, bindingLanguage: binding, branding: branding, returnLink: link))
        }
        var response = answer(
            .done, .seeOther, CitizenPageView.Subject(languages: languages, bindingLanguage: binding, branding: branding))
        // Whose contact that page shows, the code of a public register, and in which language under English.
        let named = "?municipality=\(redeemed.municipality)" + (binding.map { "&binding=\($0.rawValue)" } ?? "")
        let query = branding?.contact == nil ? "" : named
        response.headers[.location] = "../activated/\(languages.map(\.rawValue).joined(separator: "-"))\(query)"
        return response
    }

    /// The same words for everybody, but for the contact of a municipality that is named: it knows nothing of any activation.
    @Sendable private func activated(_ call: APICall) throws(Problem) -> Response {
        guard let languages = call.context.parameters.get("language").flatMap(Self.languages(named:)) else { throw .notFound }
        let municipality = call.request.uri.queryParameters["municipality"].flatMap { NISCode(String($0)) }
        let binding = call.request.uri.queryParameters["binding"].flatMap { Language(rawValue: String($0)) }
        return answer(
            .done, .ok,
            CitizenPageView.Subject(
                languages: languages, bindingLanguage: binding, branding: municipality.flatMap { branding($0.text) }))
    }

    /// `nl`, or `nl-fr` where nobody told the citizen's.
    private static func languages(named text: String) -> [Language]? {
        let codes = text.split(separator: "-", maxSplits: 2, omittingEmptySubsequences: false)
        let languages = codes.compactMap { Language(rawValue: String($0)) }
        guard languages.count == codes.count else { return nil }
        if languages.count == 1 { return languages }
        return MailLanguages.pairs.map(\.ofPage).contains(languages) ? languages : nil
    }

    private static func languages(of redeemed: RedeemedActivation, chosen: Language?) -> [Language] {
        let offered = redeemed.languages.ofPage
        return chosen.flatMap { offered.contains($0) ? [$0] : nil } ?? offered
    }

    /// The reader's own choice among those of the case, by a link on the page.
    private static func chosenLanguage(_ call: APICall) -> Language? {
        call.request.uri.queryParameters["language"].flatMap { Language(rawValue: String($0)) }
    }

    @Sendable private func stylesheet(_ call: APICall) -> Response {
        var response = Response(bytes: Array(Stylesheet.text.utf8), type: "text/css; charset=utf-8")
        response.headers[.cacheControl] = "public, max-age=3600"
        return response
    }

    /// Everything that cannot be activated looks the same, and is 403.
    private func refusal(_ problem: Problem, _ subject: CitizenPageView.Subject) -> Response {
        let isBusy = problem.code == .overloaded || problem.code == .tooManyRequests
        var response = answer(isBusy ? .busy : .failure, isBusy ? problem.code.status : .forbidden, subject)
        if isBusy { response.headers[.retryAfter] = "60" }
        return response
    }

    private func answer(
        _ part: CitizenPageView.Part, _ status: HTTPResponse.Status, _ subject: CitizenPageView.Subject
    ) -> Response {
        let html = view.document(part, subject)
        var response = Response(bytes: Array(html.utf8), type: "text/html; charset=utf-8", status: status)
        response.headers[.contentSecurityPolicy] =
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        response.headers[.referrerPolicy] = "no-referrer"
        response.headers[.robotsTag] = "noindex, nofollow"
        if subject.languages.count < Language.allCases.count {
            response.headers[.contentLanguage] = subject.languages.map(\.rawValue).joined(separator: ", ")
        }
        return response
    }

    /// Languages and reference from the case; all four languages for a link that nobody has: there is no other sign to go by.
    private func subject(_ token: String?, chosen: Language?) async -> CitizenPageView.Subject {
        guard let token, let found = await issuer.page(token: Secret(token)) else {
            return CitizenPageView.Subject(languages: Language.allCases)
        }
        let chosen = chosen.flatMap { found.languages.contains($0) ? [$0] : nil }
        return CitizenPageView.Subject(
            languages: chosen ?? found.languages, bindingLanguage: found.bindingLanguage,
            offered: found.languages.count > 1 ? found.languages : [], reference: found.reference, branding: branding(found.municipality))
    }

    /// `nil` when it has not the form of a token: 22 characters of base64url.
    private static func token(_ call: APICall) -> String? {
        guard let text = call.context.parameters.get("token"), text.utf8.count == 22, text.utf8.allSatisfy(isBase64URL) else { return nil }
        return text
    }

    private static func isBase64URL(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }

    private func typedCode(_ call: APICall) async throws(Problem) -> String? {
        let type = call.request.headers[.contentType]?.prefix { $0 != ";" }.lowercased()
        guard type == "application/x-www-form-urlencoded" else { throw Problem(.unsupportedMediaType, "Use the form.") }
        let bytes = try await call.body(upTo: Self.formOctets)
        return FormBody.value(of: "code", in: bytes).flatMap { $0.utf8.count <= Self.codeOctets ? $0 : nil }
    }

    /// A form that another site sends is refused, where the browser tells. Under `no-referrer` browsers send `Origin: null`
    /// with our own form (Fetch §3.2), so `null` alone says nothing.
    private func isFromThisPage(_ call: APICall) -> Bool {
        if let site = call.request.headers[.fetchSite] { return site == "same-origin" || site == "none" }
        guard let origin = call.request.headers[.origin], origin != "null" else { return true }
        return self.origin != nil && WebOrigin(origin) == self.origin
    }
}
