import Foundation
import Inbox
import Mail
import TestKit
import Testing

/// TLS against `openssl s_client`, with a certificate made for the occasion.
@Suite(.timeLimit(.minutes(5)), .enabled(if: OpenSSL.isInstalled, "needs the openssl command")) struct TLSTests {
    private static func submit(implicit: Bool, credentials: Bool, dialogue: String) async throws -> (said: String, store: InboxStore) {
        let files = try await OpenSSL.certificate()
        defer { try? FileManager.default.removeItem(at: files.folder) }
        var options = ServerOptions()
        options.tls = TLSFiles(certificatePath: files.certificate, keyPath: files.key)
        options.implicitTLS = implicit
        if credentials { options.credentials = InboxCredentials(user: "relay", password: Secret("secret")) }
        let store = InboxStore(clock: ManualClock())
        let server = try await InboxServer.start(options, store: store)
        let arguments = [
            "s_client", "-connect", "127.0.0.1:\(server.port)", "-quiet", "-CAfile", files.certificate, "-verify_return_error",
        ]
        let said = try await OpenSSL.run(arguments + (implicit ? [] : ["-starttls", "smtp"]), input: dialogue)
        await server.stop()
        return (said, store)
    }

    @Test(arguments: [true, false])
    func `a message comes over TLS, from the start or by STARTTLS`(_ implicit: Bool) async throws {
        let (said, store) = try await Self.submit(implicit: implicit, credentials: false, dialogue: "EHLO c\r\n\(transaction)QUIT\r\n")
        #expect(said.contains("250 2.0.0 Ok: stored as 1-1"))
        #expect(!said.contains("250-STARTTLS"))
        let message = try #require(store.messages.first)
        #expect(message.isTLS)
    }

    @Test func `a password is taken inside TLS`() async throws {
        // NUL relay NUL secret
        let (said, store) = try await Self.submit(
            implicit: false, credentials: true, dialogue: "EHLO c\r\nAUTH PLAIN AHJlbGF5AHNlY3JldA==\r\n\(transaction)QUIT\r\n")
        #expect(said.contains("250 AUTH PLAIN XOAUTH2") || said.contains("250-AUTH PLAIN XOAUTH2"))
        #expect(said.contains("235 2.7.0 Authenticated"))
        #expect(store.messages.first?.user == "relay")
    }
}
