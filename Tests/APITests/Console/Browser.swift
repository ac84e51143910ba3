import API
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Issuance
import Logging
import Mail
import NIOCore
import Testing

@testable import Console

/// What a browser does with the pages: it keeps cookies, follows no redirection by itself, and says of its forms where they come from.
final class Browser {
    private let routes: [Route]
    private let services: APIServices
    private(set) var cookies: [String: String] = [:]
    /// Of the last page.
    private(set) var page = Reading(status: 0, headers: [:], bytes: [])

    init(_ service: Service, routes: [Route]? = nil) {
        self.routes = routes ?? service.routes
        services = service.services
    }

    @discardableResult
    func get(_ path: String, headers: HTTPFields = [:]) async throws -> Reading { try await send(.get, path, nil, headers) }

    /// Not a browser's doing, but that of what looks at its links.
    func head(_ path: String) async throws -> Reading { try await send(.head, path, nil, [:]) }

    /// Sends a form with the token of the last page, unless the fields have one.
    @discardableResult
    func post(_ path: String, _ fields: [(String, String)] = [], headers: HTTPFields? = nil) async throws -> Reading {
        var fields = fields
        if !fields.contains(where: { $0.0 == "form_token" }) { fields.append(("form_token", formToken ?? "")) }
        var sent: HTTPFields = headers ?? [.fetchSite: "same-origin", .origin: Service.publicURL]
        if sent[.contentType] == nil { sent[.contentType] = "application/x-www-form-urlencoded" }
        let body = fields.map { "\(Self.encoded($0.0))=\(Self.encoded($0.1))" }.joined(separator: "&")
        return try await send(.post, path, body, sent)
    }

    /// The token of the last page.
    var formToken: String? { Self.value(of: "form_token", in: page.text) }

    /// The value of the first hidden field with a name.
    static func value(of name: String, in html: String) -> String? {
        let mark = "name=\"\(name)\" value=\""
        return html.firstRange(of: mark).map { String(html[$0.upperBound...].prefix { $0 != "\"" }) }
    }

    func forgetCookies() { cookies = [:] }

    func set(cookie name: String, _ value: String) { cookies[name] = value }

    private func send(_ method: HTTPRequest.Method, _ path: String, _ body: String?, _ headers: HTTPFields) async throws -> Reading {
        var headers = headers
        if !cookies.isEmpty { headers[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") }
        let sent = headers
        let router = makeRouter(services, pages: routes)
        page = try await Application(router: router, logger: Logger(label: "b") { _ in SwiftLogNoOpLogHandler() }).test(.router) { client in
            let response = try await client.execute(uri: path, method: method, headers: sent, body: body.map { ByteBuffer(string: $0) })
            return Reading(status: response.status.code, headers: response.headers, bytes: Array(buffer: response.body))
        }
        for field in page.headers[values: .setCookie] {
            let pair = field.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            cookies[String(pair[0])] = field.contains("Max-Age=0") ? nil : String(pair[1])
        }
        return page
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

extension Service {
    /// A browser of somebody with these roles, signed in by a link.
    ///
    /// - Parameter more: Routes beside the service's own.
    func browser(
        _ subject: String = "officer-1", _ roles: [HeldRole] = [HeldRole(.registrationOfficer, in: "62063")], more: [Route] = []
    ) async throws -> Browser {
        _ = try await signIn(subject, roles)
        let browser = Browser(self, routes: routes + more)
        let link = links.make(for: PersonIdentity(issuer: Self.issuer, subject: subject)).revealText()
        let path = String(link.dropFirst(Self.publicURL.utf8.count))
        #expect(try await browser.get(path).status == 200)
        let begun = try await browser.post(path, [("language", "en")])
        try #require(begun.status == 303, "\(begun.text)")
        return browser
    }
}
