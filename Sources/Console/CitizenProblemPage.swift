package import API
import HTTPTypes
import Hummingbird
package import Issuance

/// Shows people what programs get as a problem document: on every address of the citizen's pages, and wherever a browser asks for a page.
///
/// In the citizen's language below `/a/{token}`, in all four elsewhere.
package func citizenProblemPage(
    issuer: Issuer, contact: ContactDetails, publicURL: String, admission: Admission,
    branding: @escaping @Sendable (_ municipality: String) -> MunicipalityBranding?
) -> ProblemPage {
    let page = CitizenPage(
        issuer: issuer, view: CitizenPageView(contact: contact), origin: WebOrigin(publicURL), admission: admission, pause: { _ in },
        branding: branding)
    return { problem, request in await page.page(for: problem, to: request) }
}

extension CitizenPage {
    /// The first parts of addresses that people open and programs do not.
    private static let ownPaths: Set<Substring> = ["a", "activated", "asked", "start"]
    /// Of programs, whatever they accept, and of people who are no citizens here.
    private static let otherPaths: Set<Substring> = ["v1", "livez", "readyz", "metrics", "openapi.yaml", "console"]

    /// `nil` where a problem document is what was asked for.
    func page(for problem: Problem, to request: Request) async -> Response? {
        let first = request.uri.path.split(separator: "/").first ?? ""
        guard Self.ownPaths.contains(first) || Self.wantsPage(request) && !Self.otherPaths.contains(first) else { return nil }
        let subject = await subject(Self.token(inPath: request.uri.path), request)
        return self.problem(problem, subject)
    }

    /// Browsers name HTML when they open an address; programs that take anything do not.
    static func wantsPage(_ request: Request) -> Bool {
        request.headers[.authorization] == nil
            && request.headers[values: .accept].contains { $0.lowercased().contains("text/html") }
    }
}
