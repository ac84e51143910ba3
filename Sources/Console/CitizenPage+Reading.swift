import API
import HTTPTypes
import Hummingbird
import Issuance
import Mail

/// What a request says.
extension CitizenPage {
    /// Languages, reference and municipality from the case; all four languages for a link that nobody has, in the order that the reader's
    /// browser asks for: there is no other sign to go by.
    func subject(_ token: String?, _ request: Request) async -> CitizenPageView.Subject {
        let root = Self.root(from: request.uri.path)
        guard let token, let found = await issuer.page(token: Secret(token)) else {
            return CitizenPageView.Subject(languages: AcceptedLanguages.order(request.headers[.acceptLanguage]), root: root)
        }
        let chosen = Self.chosenLanguage(request).flatMap { found.languages.contains($0) ? [$0] : nil }
        return CitizenPageView.Subject(
            languages: chosen ?? found.languages, root: root, bindingLanguage: found.bindingLanguage,
            offered: found.languages.count > 1 ? found.languages : [],
            municipalityNames: found.municipalityNames, reference: found.reference, expires: found.expires, isOver: found.isOver,
            municipality: found.municipality, branding: branding(found.municipality))
    }

    /// That of a page after a form, which names its languages; `nil` for other names than ``name(of:)`` gives.
    func end(of call: APICall) -> CitizenPageView.Subject? {
        guard let name = call.context.parameters.get("language") else { return nil }
        let offered = Language.allCases.map { [$0] } + MailLanguages.pairs.map(\.ofPage)
        let root = Self.root(from: call.request.uri.path)
        if let languages = offered.first(where: { Self.name(of: $0) == name }) {
            let municipality = call.request.uri.queryParameters["municipality"].flatMap { NISCode(String($0)) }
            let binding = call.request.uri.queryParameters["binding"].flatMap { Language(rawValue: String($0)) }
            return CitizenPageView.Subject(
                languages: languages, root: root, bindingLanguage: binding, branding: municipality.flatMap { branding($0.text) })
        }
        guard name == Self.name(of: Language.allCases) else { return nil }
        return CitizenPageView.Subject(languages: AcceptedLanguages.order(call.request.headers[.acceptLanguage]), root: root)
    }

    /// `nl`, `nl-fr` where nobody told the citizen's, or all four in one order for a link that nobody has.
    static func name(of languages: [Language]) -> String {
        let all = languages.count == Language.allCases.count
        return (all ? Language.allCases : languages).map(\.rawValue).joined(separator: "-")
    }

    /// From a page to the folder of them all, so that links hold no host.
    static func root(from path: String) -> String {
        String(repeating: "../", count: max(0, path.utf8.count { $0 == UInt8(ascii: "/") } - 1))
    }

    /// `nil` when it has not the form of a token: 22 characters of base64url.
    static func token(_ call: APICall) -> String? { call.context.parameters.get("token").flatMap(token(written:)) }

    /// That of a path below `/a/` whose method has no route.
    static func token(inPath path: String) -> String? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count >= 3 && parts[0].isEmpty && parts[1] == "a" ? token(written: String(parts[2])) : nil
    }

    private static func token(written text: String) -> String? {
        text.utf8.count == LinkToken.characters && text.utf8.allSatisfy(isBase64URL) ? text : nil
    }

    private static func isBase64URL(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }

    /// The reader's own choice among those of the case, by a link on the page.
    static func chosenLanguage(_ request: Request) -> Language? {
        request.uri.queryParameters["language"].flatMap { Language(rawValue: String($0)) }
    }

    func form(_ call: APICall) async throws(Problem) -> CitizenForm {
        let type = call.request.headers[.contentType]?.prefix { $0 != ";" }.lowercased()
        guard type == "application/x-www-form-urlencoded" else { throw Problem(.unsupportedMediaType, "Use the form.") }
        return CitizenForm(try await call.body(upTo: CitizenForm.octets))
    }

    /// A form that another site sends is refused, where the browser tells. Under `no-referrer` browsers send `Origin: null`
    /// with our own form (Fetch §3.2), so `null` alone says nothing.
    func isFromThisPage(_ request: Request) -> Bool {
        if let site = request.headers[.fetchSite] { return site == "same-origin" || site == "none" }
        guard let origin = request.headers[.origin], origin != "null" else { return true }
        return self.origin != nil && WebOrigin(origin) == self.origin
    }
}
