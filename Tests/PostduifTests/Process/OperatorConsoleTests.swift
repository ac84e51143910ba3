import AsyncHTTPClient
import Foundation
import Inbox
import NIOCore
import NIOHTTP1
import Testing

@testable import Postduif

/// What the operator's pages say and do is so in the line: over HTTP, with a relay that takes everything.
@Suite("Operator console of a running service", .serialized)
struct OperatorConsoleTests {
    /// A browser with one cookie.
    private struct Visit {
        let service: ServiceProcess
        let cookie: String

        static func begin(_ service: ServiceProcess, _ subject: String) async throws -> Visit {
            try await service.give(subject, "operator")
            let link = try await service.signInLink(subject)
            let begun = try await send(.POST, link, cookie: "", form: "language=en")
            let cookie = try #require(begun.headers["set-cookie"].first.flatMap { $0.split(separator: ";").first.map(String.init) })
            return Visit(service: service, cookie: cookie)
        }

        func get(_ path: String) async throws -> String {
            let response = try await Self.send(.GET, service.base + path, cookie: cookie, form: nil)
            #expect(response.status == .ok, "\(path)")
            return String(buffer: try await response.body.collect(upTo: 1 << 20))
        }

        /// Sends a form of a page with the page's own token.
        func post(_ path: String, _ form: String, from page: String) async throws {
            let html = try await get(page)
            let mark = "name=\"form_token\" value=\""
            let token = try #require(html.firstRange(of: mark).map { html[$0.upperBound...].prefix { $0 != "\"" } })
            let response = try await Self.send(.POST, service.base + path, cookie: cookie, form: "\(form)&form_token=\(token)")
            #expect(response.status == .seeOther, "\(path): \(response.status)")
        }

        private static func send(_ method: HTTPMethod, _ url: String, cookie: String, form: String?) async throws -> HTTPClientResponse {
            var request = HTTPClientRequest(url: url)
            request.method = method
            if !cookie.isEmpty { request.headers.add(name: "cookie", value: cookie) }
            if let form {
                request.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
                request.headers.add(name: "sec-fetch-site", value: "same-origin")
                request.body = .bytes(ByteBuffer(string: form))
            }
            return try await client.execute(request, timeout: .seconds(30))
        }

        private static let client: HTTPClient = {
            var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
            configuration.connectionPool.retryConnectionEstablishment = false
            return HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
        }()
    }

    @Test("a lane and a relay that are paused on the page are so in the line, and go on when they are resumed")
    func pauses() async throws {
        let inbox = InboxStore(clock: WallClock())
        let relay = try await InboxServer.start(ServerOptions(), store: inbox)
        let service = try ServiceProcess(relay: ServiceProcess.clear(relay.port), extra: "oidc: { local: true }")
        try await service.prepare()
        try await service.start()
        let visit = try await Visit.begin(service, "operator-1")
        for (subject, name) in [("lane", "code"), ("relay", "sink")] {
            let count = inbox.messages.count
            try await visit.post("/console/queue/pause", "\(subject)=\(name)", from: "/console/queue/pause?\(subject)=\(name)")
            #expect(try await service.command(["queue", "status"]).output.contains("paused: \(subject) \(name)"))
            #expect(try await visit.get("/console/queue").contains("/console/queue/resume?\(subject)=\(name)"))
            #expect(try await service.postCode("\(subject)@example.be").status == 202)
            try await until("the page shows that it waits", within: .seconds(20)) {
                try await visit.get("/console/messages?state=queued").contains("/console/messages/msg_")
            }
            #expect(inbox.messages.count == count)
            try await visit.post("/console/queue/resume", "\(subject)=\(name)", from: "/console/queue/resume?\(subject)=\(name)")
            try await until("it goes", within: .seconds(30)) { inbox.messages.count == count + 1 }
        }
        try await until("the page shows what the relay said", within: .seconds(20)) {
            try await visit.get("/console/relays").contains("<code>final_dot</code>")
        }
        let figures = try await visit.get("/console/figures")
        #expect(figures.contains("one-time code: 2 accepted."))
        await service.stop()
        await relay.stop()
    }

    @Test("changed texts with a fault are shown with their place until they are mended")
    func brokenTexts() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1), extra: "oidc: { local: true }")
        let texts = service.folder.file("texts")
        try FileManager.default.copyItem(atPath: ServiceProcess.root + "/templates", toPath: texts)
        let configuration = try String(contentsOfFile: service.configuration, encoding: .utf8)
            .replacing("\(ServiceProcess.root)/templates", with: texts)
        try configuration.write(toFile: service.configuration, atomically: true, encoding: .utf8)
        try await service.prepare()
        try await service.start()
        let visit = try await Visit.begin(service, "operator-1")
        #expect(!(try await visit.get("/console/templates").contains("were not put in force")))
        let file = "one_time_code/nl/body.txt"
        let whole = try String(contentsOfFile: "\(texts)/\(file)", encoding: .utf8)
        try (whole + "{{nobody}}\n").write(toFile: "\(texts)/\(file)", atomically: true, encoding: .utf8)
        #expect(try await service.command(["templates", "reload"]).status == 1)
        let broken = try await visit.get("/console/templates")
        #expect(broken.contains("were not put in force") && broken.contains("<code>\(file):"), "\(broken)")
        try whole.write(toFile: "\(texts)/\(file)", atomically: true, encoding: .utf8)
        #expect(try await service.command(["templates", "reload"]).status == 0)
        #expect(!(try await visit.get("/console/templates").contains("were not put in force")))
        await service.stop()
    }
}
