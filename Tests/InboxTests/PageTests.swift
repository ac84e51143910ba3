import Hummingbird
import HummingbirdTesting
import Inbox
import NIOCore
import TestKit
import Testing

@Suite struct PageTests {
    private static let hostile = "<script>alert(1)</script>\"'&"

    private static func page(_ uri: String, raw: String?) async throws -> TestResponse {
        let store = InboxStore(clock: ManualClock())
        if let raw {
            store.add(InboxMessage(id: "1-1", reversePath: "a@b.be", recipients: ["\(hostile)@example.be"], raw: Array(raw.utf8)))
        }
        return try await Application(router: inboxRouter(store: store)).test(.router) { client in
            try await client.execute(uri: uri, method: .get)
        }
    }

    @Test func `an empty inbox says what to do`() async throws {
        let text = String(buffer: try await Self.page("/", raw: nil).body)
        #expect(text.contains("No messages yet"))
        #expect(text.contains("<html lang=\"en\">"))
    }

    @Test(arguments: ["/", "/view/1-1"])
    func `nothing of a message becomes markup`(_ uri: String) async throws {
        let raw =
            "Subject: \(Self.hostile)\r\nFrom: \"\(Self.hostile)\" <x@y.be>\r\n"
            + "Content-Language: \"><script>\r\n\r\n\(Self.hostile)\r\n"
        let response = try await Self.page(uri, raw: raw)
        let text = String(buffer: response.body)
        #expect(!text.contains("<script>alert"))
        #expect(text.contains("&lt;script&gt;alert(1)"))
        #expect(text.contains("/view/1-1") || uri != "/")
    }

    @Test(arguments: ["/", "/view/1-1", "/inbox.css", "/inbox.js", "/view/none"])
    func `pages allow no inline script or style and nothing from elsewhere`(_ uri: String) async throws {
        let response = try await Self.page(uri, raw: "Subject: x\r\n\r\ny\r\n")
        let policy = response.headers[.contentSecurityPolicy] ?? ""
        #expect(policy.hasPrefix("default-src 'none'; style-src 'self'; script-src 'self'"))
        #expect(!policy.contains("unsafe-inline"))
        #expect(response.headers[.xContentTypeOptions] == "nosniff")
        #expect(response.headers[.cacheControl] == "no-store")
        let text = String(buffer: response.body)
        #expect(!text.contains("<style") && !text.contains(" style=\"") && !text.contains("onclick"))
    }

    @Test func `the HTML part stands alone, sandboxed`() async throws {
        let raw = "Content-Type: text/html\r\n\r\n<html><head><title>x</title></head><script>1</script></html>\r\n"
        let response = try await Self.page("/view/1-1.html", raw: raw)
        let policy = response.headers[.contentSecurityPolicy] ?? ""
        #expect(policy.hasPrefix("default-src 'none'; style-src 'unsafe-inline'; img-src data:"))
        #expect(policy.contains("sandbox allow-popups") && !policy.contains("allow-scripts") && !policy.contains("allow-same-origin"))
        #expect(String(buffer: response.body).contains("<head><base target=\"_blank\"><title>"))
        let page = String(buffer: try await Self.page("/view/1-1", raw: raw).body)
        #expect(page.contains("sandbox=\"allow-popups allow-popups-to-escape-sandbox\""))
    }

    @Test func `links in the text can be followed`() async throws {
        let raw = "Subject: x\r\n\r\nGa naar https://sleutels.example.be/a/x?y=1&z=2. Niet naar javascript:alert(1) of http-iets.\r\n"
        let text = String(buffer: try await Self.page("/view/1-1", raw: raw).body)
        #expect(text.contains("<a href=\"https://sleutels.example.be/a/x?y=1&amp;z=2\" target=\"_blank\" rel=\"noopener noreferrer\">"))
        #expect(!text.contains("href=\"javascript"))
    }

    @Test func `more messages than a page holds are linked`() async throws {
        let store = InboxStore(clock: ManualClock())
        for number in 1...51 { store.add(InboxMessage(id: "1-\(number)", reversePath: "", recipients: ["a@b.be"], raw: [])) }
        let (first, second) = try await Application(router: inboxRouter(store: store)).test(.router) { client in
            (try await client.execute(uri: "/", method: .get), try await client.execute(uri: "/?start=50", method: .get))
        }
        #expect(String(buffer: first.body).contains("href=\"/?start=50\""))
        #expect(String(buffer: second.body).contains("href=\"/?start=0\"") && String(buffer: second.body).contains("/view/1-1\""))
    }
}
