import Inbox
import Mail
import NIOCore
import TestKit
import Testing

@Suite(.timeLimit(.minutes(5))) struct ServerTests {
    /// Runs a server for the time of the body.
    private static func withServer(
        _ options: ServerOptions = ServerOptions(), script: RelayScript? = nil,
        _ body: @Sendable (RunningInbox, InboxStore) async throws -> Void
    ) async throws {
        let store = InboxStore(clock: ManualClock())
        let running = try await InboxServer.start(options, store: store, script: script)
        do {
            try await body(running, store)
        } catch {
            await running.stop()
            throw error
        }
        await running.stop()
    }

    /// Why a server does not start; `nil` when it does.
    private static func fault(_ options: ServerOptions) async -> String? {
        do {
            try await InboxServer.start(options, store: InboxStore(clock: ManualClock())).stop()
            return nil
        } catch {
            return error.description
        }
    }

    @Test func `a pipelined client submits over a socket`() async throws {
        try await Self.withServer { server, store in
            #expect(server.port > 0)
            try await SMTPClient.talk(to: server.port) { client async throws in
                #expect(try await client.read() == [220])
                #expect(try await client.say("EHLO c\r\n") == [250])
                let answers = try await client.say(transaction + transaction + "QUIT\r\n", replies: 9)
                #expect(answers == [250, 250, 354, 250, 250, 250, 354, 250, 221])
            }
            #expect(await store.wait(untilCount: 2))
            #expect(store.messages.map(\.recipients) == [["b@example.be"], ["b@example.be"]])
            #expect(await store.wait { $0.transactions == 2 && $0.connections == 1 && $0.refused == 0 })
        }
    }

    @Test func `many connections and threads lose nothing`() async throws {
        var options = ServerOptions()
        options.threads = 2
        try await Self.withServer(options) { server, store in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        try await SMTPClient.talk(to: server.port) { client async throws in
                            try await client.say("EHLO c\r\n", replies: 2)
                            for _ in 0..<20 { #expect(try await client.say(transaction, replies: 4) == [250, 250, 354, 250]) }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(await store.wait(untilCount: 160))
            #expect(Set(store.messages.map(\.id)).count == 160)
        }
    }

    @Test func `a connection too many is told so`() async throws {
        var options = ServerOptions()
        options.connectionsMax = 1
        try await Self.withServer(options) { server, _ in
            try await SMTPClient.talk(to: server.port) { first async throws in
                #expect(try await first.read() == [220])
                try await SMTPClient.talk(to: server.port) { second async throws in #expect(try await second.read() == [421]) }
            }
        }
    }

    @Test func `silence is answered 421 and closed`() async throws {
        var options = ServerOptions()
        options.idleTimeout = .milliseconds(20)
        try await Self.withServer(options) { server, _ in
            try await SMTPClient.talk(to: server.port) { client async throws in
                #expect(try await client.read(2) == [220, 421])
                #expect(await client.readToEnd().text == "")
            }
        }
    }

    @Test func `a hang lasts until the release`() async throws {
        let script = RelayScript([ScriptRule(at: .finalDot, .nth(1), do: .hang)])
        try await Self.withServer(script: script) { server, store in
            try await SMTPClient.talk(to: server.port) { client async throws in
                #expect(try await client.say("EHLO c\r\n" + transaction, replies: 5) == [220, 250, 250, 250, 354])
                #expect(await script.wait(untilHanging: 1))
                #expect(store.count == 0)
                script.release()
                #expect(try await client.read() == [250])
                #expect(script.hanging == 0)
            }
        }
    }

    @Test func `a client that leaves a hang is forgotten`() async throws {
        let script = RelayScript([ScriptRule(at: .mail, do: .hang)])
        try await Self.withServer(script: script) { server, store in
            try await SMTPClient.talk(to: server.port) { client async throws in
                try await client.say("EHLO c\r\nMAIL FROM:<a@example.be>\r\n", replies: 2)
                #expect(await script.wait(untilHanging: 1))
            }
            #expect(await script.wait(untilHangingAtMost: 0))
            #expect(store.count == 0)
        }
    }

    @Test func `stopping ends sessions that hang`() async throws {
        let script = RelayScript([ScriptRule(at: .mail, do: .hang)])
        let store = InboxStore(clock: ManualClock())
        let server = try await InboxServer.start(ServerOptions(), store: store, script: script)
        try await SMTPClient.talk(to: server.port) { client async throws in
            try await client.say("EHLO c\r\nMAIL FROM:<a@example.be>\r\n", replies: 2)
            #expect(await script.wait(untilHanging: 1))
            await server.stop()
            #expect(await client.readToEnd().text == "")
        }
        await server.stop()
    }

    @Test func `a reply comes octet by octet`() async throws {
        let script = RelayScript([
            ScriptRule(at: .mail, do: .slow(.milliseconds(10))), ScriptRule(at: .rcpt, do: .splitReply),
            ScriptRule(at: .quit, do: .splitReply),
        ])
        try await Self.withServer(script: script) { server, _ in
            try await SMTPClient.talk(to: server.port) { client async throws in
                try await client.say("EHLO c\r\n", replies: 2)
                let before = client.reads
                #expect(try await client.say("MAIL FROM:<a@example.be>\r\n") == [250])
                // A busy machine reads several at once; in one write they would be one or two.
                #expect(client.reads - before > 2)
                #expect(try await client.say("RCPT TO:<b@example.be>\r\nNOOP\r\nQUIT\r\n", replies: 3) == [250, 250, 221])
                #expect(await client.readToEnd().text == "")
            }
        }
    }

    @Test func `a drop closes and a reset resets`() async throws {
        let script = RelayScript([
            ScriptRule(at: .mail, connection: 1, do: .drop), ScriptRule(at: .mail, connection: 2, do: .reset),
            ScriptRule(at: .finalDot, connection: 3, do: .replyThenDrop), ScriptRule(at: .finalDot, connection: 4, do: .acceptThenDrop),
        ])
        try await Self.withServer(script: script) { server, store in
            for isReset in [false, true] {
                try await SMTPClient.talk(to: server.port) { client async throws in
                    try await client.say("EHLO c\r\n", replies: 2)
                    try await client.outbound.write(ByteBuffer(string: "MAIL FROM:<a@example.be>\r\n"))
                    let end = await client.readToEnd()
                    #expect(end.text == "" && end.isReset == isReset)
                }
            }
            for replies in [6, 5] {
                try await SMTPClient.talk(to: server.port) { client async throws in
                    let answers = try await client.say("EHLO c\r\n" + transaction, replies: replies)
                    #expect(answers == Array([220, 250, 250, 250, 354, 250].prefix(replies)))
                    #expect(await client.readToEnd().text == "")
                }
            }
            #expect(store.count == 2)
        }
    }

    @Test func `a taken port is named`() async throws {
        try await Self.withServer { server, _ in
            let fault = await Self.fault(ServerOptions(port: server.port))
            #expect(fault?.hasPrefix("Cannot listen on 127.0.0.1:\(server.port)") == true)
        }
    }

    @Test func `certificate files that are missing are named`() async throws {
        var options = ServerOptions()
        options.tls = TLSFiles(certificatePath: "/nonexistent/cert.pem", keyPath: "/nonexistent/key.pem")
        #expect(await Self.fault(options)?.contains("/nonexistent/cert.pem") == true)
        var bare = ServerOptions()
        bare.implicitTLS = true
        #expect(await Self.fault(bare) == "TLS from the start needs a certificate and its key.")
    }
}
