import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Inbox
import Mail
import NIOCore
import TestKit
import Testing

@Suite(.timeLimit(.minutes(5))) struct RouterTests {
    private static func filled() -> InboxStore {
        let store = InboxStore(clock: ManualClock())
        store.add(
            InboxMessage(
                id: "1-1", reversePath: "bounce@example.be", recipients: ["jan@example.be"], raw: Array("Subject: first\r\n\r\n1\r\n".utf8))
        )
        store.add(
            InboxMessage(
                id: "1-2", reversePath: "bounce@example.be", recipients: ["jan@example.be", "an@example.be", "blind@example.be"],
                raw: Array(MIMETests.alternative.utf8), isTLS: true, user: "relay"))
        return store
    }

    private static func ask(
        _ store: InboxStore, _ uri: String, _ method: HTTPRequest.Method = .get, headers: HTTPFields = [:], body: String? = nil
    ) async throws -> TestResponse {
        try await Application(router: inboxRouter(store: store)).test(.router) { client in
            try await client.execute(uri: uri, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
        }
    }

    private static func json(_ response: TestResponse) throws -> [String: JSONValue] {
        guard case .object(let fields) = try JSONValue(response.body) else { return [:] }
        return fields
    }

    @Test func `the list has Mailpit's fields`() async throws {
        let list = try Self.json(await Self.ask(Self.filled(), "/api/v1/messages?limit=1"))
        #expect(list.keys.sorted() == ["count", "messages", "messages_count", "messages_unread", "start", "tags", "total", "unread"])
        #expect(list["total"] == .number(2) && list["count"] == .number(1) && list["unread"] == .number(2))
        guard case .array(let messages)? = list["messages"], case .object(let newest)? = messages.first else {
            Issue.record("no messages")
            return
        }
        #expect(
            newest.keys.sorted() == [
                "Attachments", "Bcc", "Cc", "Created", "From", "ID", "MessageID", "Read", "ReplyTo", "Size", "Snippet", "Subject", "Tags",
                "To",
                "Username",
            ])
        #expect(newest["ID"] == .string("1-2"))
        #expect(newest["MessageID"] == .string("m1@example.be"))
        #expect(newest["From"] == .object(["Name": .string("Gemeente"), "Address": .string("no-reply@example.be")]))
        #expect(
            newest["To"]
                == .array([
                    .object(["Name": .string("Peeters, Jan"), "Address": .string("jan@example.be")]),
                    .object(["Name": .string(""), "Address": .string("an@example.be")]),
                ]))
        #expect(newest["Bcc"] == .array([.object(["Name": .string(""), "Address": .string("blind@example.be")])]))
        #expect(newest["Subject"] == .string("Uw activeringslink é"))
        #expect(newest["Created"] == .string("2026-11-23T12:00:00.000Z"))
        #expect(newest["Attachments"] == .number(1))
    }

    @Test func `start and limit page through the list`() async throws {
        let store = Self.filled()
        let second = try Self.json(await Self.ask(store, "/api/v1/messages?start=1&limit=5"))
        #expect(second["start"] == .number(1) && second["count"] == .number(1))
        let none = try Self.json(await Self.ask(store, "/api/v1/messages?start=99"))
        #expect(none["messages"] == .array([]))
        let odd = try Self.json(await Self.ask(store, "/api/v1/messages?start=-3&limit=x"))
        #expect(odd["count"] == .number(2))
    }

    @Test(arguments: ["1-2", "latest"])
    func `a message has Mailpit's fields, and is read then`(_ id: String) async throws {
        let store = Self.filled()
        let message = try Self.json(await Self.ask(store, "/api/v1/message/\(id)"))
        #expect(
            message.keys.sorted() == [
                "Attachments", "Bcc", "Cc", "Date", "From", "HTML", "ID", "Inline", "MessageID", "ReplyTo", "ReturnPath", "Size", "Subject",
                "Tags", "Text", "To", "Username",
            ])
        #expect(message["Text"] == .string("Dag é\r\nhttps://sleutels.example.be/a/x\r\n"))
        #expect(message["HTML"] == .string("<p>Dag é</p>"))
        #expect(message["Date"] == .string("2026-11-23T13:35:07.000Z"))
        #expect(message["ReturnPath"] == .string("bounce@example.be"))
        #expect(message["Username"] == .string("relay"))
        #expect(store.totals == (2, 1))
    }

    @Test func `the source is given octet by octet`() async throws {
        let response = try await Self.ask(Self.filled(), "/api/v1/message/1-2/raw")
        #expect(String(buffer: response.body) == MIMETests.alternative)
        #expect(response.headers[.contentType] == "text/plain; charset=utf-8")
    }

    @Test(arguments: ["/api/v1/message/9-9", "/api/v1/message/9-9/raw", "/view/9-9", "/view/9-9.html", "/view/1-1.html", "/nothing"])
    func `what is not there is 404`(_ uri: String) async throws {
        let response = try await Self.ask(Self.filled(), uri)
        #expect(response.status == .notFound)
        #expect(response.headers[.xContentTypeOptions] == "nosniff")
    }

    @Test func `deletion takes all, or those named`() async throws {
        let store = Self.filled()
        #expect(try await Self.ask(store, "/api/v1/messages", .delete, body: "{\"IDs\": [\"1-1\"]}").status == .ok)
        #expect(store.messages.map(\.id) == ["1-2"])
        #expect(try await Self.ask(store, "/api/v1/messages", .delete, body: "{broken").status == .badRequest)
        #expect(store.count == 1)
        #expect(try await Self.ask(store, "/api/v1/messages", .delete).status == .ok)
        #expect(store.count == 0)
        #expect(try await Self.ask(store, "/api/v1/message/latest").status == .notFound)
    }

    @Test func `the form deletes only for the inbox's own page`() async throws {
        let store = Self.filled()
        let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
        #expect(try await Self.ask(store, "/delete", .post, headers: [site: "cross-site"]).status == .forbidden)
        #expect(store.count == 2)
        let response = try await Self.ask(store, "/delete", .post, headers: [site: "same-origin"])
        #expect(response.status == .seeOther && response.headers[.location] == "/")
        #expect(store.count == 0)
    }

    @Test func `it is alive`() async throws {
        let response = try await Self.ask(Self.filled(), "/livez")
        #expect(String(buffer: response.body) == "ok")
    }

    @Test func `waiting for changes ends with a change`() async throws {
        let store = Self.filled()
        let known = store.revision
        async let answer = Self.ask(store, "/changes?after=\(known)")
        store.removeAll()
        #expect(try Self.json(await answer)["revision"] == .number(Double(known + 1)))
    }
}
