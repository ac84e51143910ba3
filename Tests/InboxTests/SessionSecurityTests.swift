import Mail
import Testing

@testable import Inbox

@Suite struct SessionSecurityTests {
    private static func conversation(certificate: Bool = false, isTLS: Bool = false) -> Conversation {
        var settings = SessionSettings()
        settings.hasCertificate = certificate
        settings.credentials = InboxCredentials(user: "relay", password: Secret("pässword"))
        var conversation = Conversation(settings, isTLS: isTLS)
        conversation.say("EHLO c\r\n")
        return conversation
    }

    /// base64 of NUL relay NUL pässword.
    private static let right = "AHJlbGF5AHDDpHNzd29yZA=="

    static let exchanges: [(String, [Int])] = [
        ("AUTH PLAIN \(right)\r\nMAIL FROM:<a@example.be>\r\n", [235, 250]),
        ("auth plain\r\n\(right)\r\n", [334, 235]),
        ("AUTH PLAIN AHJlbGF5AHdyb25n\r\nMAIL FROM:<a@example.be>\r\n", [535, 530]),
        ("AUTH PLAIN ????\r\n", [501]),
        ("AUTH PLAIN QQ==\r\n", [501]),
        ("AUTH PLAIN =\r\n", [501]),
        ("AUTH PLAIN\r\n*\r\nNOOP\r\n", [334, 501, 250]),
        ("AUTH CRAM-MD5\r\n", [504]),
        ("AUTH\r\n", [501]),
        ("AUTH PLAIN \(right)\r\nAUTH PLAIN \(right)\r\n", [235, 503]),
        ("MAIL FROM:<a@example.be>\r\n", [530]),
    ]

    @Test(arguments: exchanges)
    func `authentication has its codes`(_ exchange: (String, [Int])) {
        var conversation = Self.conversation()
        #expect(codes(conversation.say(exchange.0, pieces: 5)) == exchange.1)
    }

    @Test func `a bearer token passes as the password`() {
        var settings = SessionSettings()
        settings.credentials = InboxCredentials(user: "u", password: Secret("t"))
        var conversation = Conversation(settings)
        // user=u ^A auth=Bearer t ^A ^A
        #expect(codes(conversation.say("EHLO c\r\nAUTH XOAUTH2 dXNlcj11AWF1dGg9QmVhcmVyIHQBAQ==\r\n")) == [250, 235])
    }

    @Test func `the user stands in the message`() throws {
        var conversation = Self.conversation()
        conversation.say("AUTH PLAIN \(Self.right)\r\n\(transaction)")
        #expect(try #require(conversation.stored.first).user == "relay")
    }

    @Test func `a password is not taken in the clear where TLS is offered`() {
        var conversation = Self.conversation(certificate: true)
        #expect(codes(conversation.say("AUTH PLAIN \(Self.right)\r\n")) == [538])
    }

    @Test func `what is sent behind STARTTLS in the clear is thrown away`() {
        var conversation = Self.conversation(certificate: true)
        #expect(codes(conversation.say("STARTTLS\r\nEHLO injected\r\n\(transaction)")) == [220])
        #expect(conversation.events == ["startTLS"])
        #expect(codes(conversation.say("MAIL FROM:<a@example.be>\r\n")) == [503], "EHLO must be said again")
        #expect(codes(conversation.say("STARTTLS\r\n")) == [503])
        #expect(conversation.stored.isEmpty)
    }

    @Test func `a long authentication response is taken, an endless one is not`() {
        var conversation = Self.conversation()
        let response = String(repeating: "AAAA", count: 1_500)
        #expect(codes(conversation.say("AUTH PLAIN \(response)\r\n", pieces: 999)) == [501])
        #expect(codes(conversation.say("AUTH PLAIN \(String(repeating: "AAAA", count: 5_000))\r\nNOOP\r\n", pieces: 999)) == [500, 250])
    }
}
