import Delivery
import Inbox
import Mail
import Queue
import Submission
import Testing

extension RelayFaultMatrix {
    /// REQUIRETLS (RFC 8689): a relay that is set to it and does not offer it gets no message, and nothing is left out in silence.
    @Suite(.enabled(if: LoopbackCertificate.isPossible, "needs the openssl command"))
    struct RequireTLSTests {
        private func options(_ certificate: LoopbackCertificate, offered: Bool, implicit: Bool = false) -> ServerOptions {
            var options = ServerOptions()
            options.tls = TLSFiles(certificatePath: certificate.certificate, keyPath: certificate.key)
            options.implicitTLS = implicit
            if offered { options.extensions.formUnion([.requireTLS, .deliverBy]) }
            return options
        }

        @Test(arguments: [RelayConfiguration.TLSMode.startTLS, .implicit], [false, true])
        func `Offered, it is said when it is set`(tls: RelayConfiguration.TLSMode, isSet: Bool) async throws {
            let certificate = try await LoopbackCertificate.make()
            try await MisbehavingRelay.with(RelayScript(), options(certificate, offered: true, implicit: tls == .implicit)) { relay in
                let bench = try ScenarioBench([
                    .scenario(relay.port, tls: tls, caFile: certificate.certificate, requireTLS: isSet, deliverBy: true)
                ])
                try await bench.run {
                    _ = try await bench.enqueue((0..<10).map { "citizen-\($0)" })
                    #expect(try await bench.come(10, to: .accepted))
                }
                let rest = ["RET", "ENVID", "BY", "NOTIFY", "ORCPT"]
                #expect(relay.keywords == [["SIZE"] + (isSet ? ["REQUIRETLS"] : []) + rest])
            }
        }

        @Test func `Not offered, the messages wait with the reason`() async throws {
            let certificate = try await LoopbackCertificate.make()
            try await MisbehavingRelay.with(RelayScript(), options(certificate, offered: false)) { relay in
                let bench = try ScenarioBench([
                    .scenario(relay.port, tls: .startTLS, caFile: certificate.certificate, requireTLS: true)
                ])
                try await bench.run {
                    let id = try await bench.enqueue(["jan"])[0]
                    let message = try await bench.settled(id)
                    #expect(message.state == .queued && message.reason == .requireTLSMissing && message.attempt == 0)
                    #expect(bench.pool.outage?.reason == .requireTLSMissing)
                }
                #expect(relay.copies.isEmpty)
            }
        }

        @Test func `Not offered, another relay that offers it takes the messages`() async throws {
            let certificate = try await LoopbackCertificate.make()
            try await MisbehavingRelay.with(RelayScript(), options(certificate, offered: false)) { first in
                try await MisbehavingRelay.with(RelayScript(), options(certificate, offered: true)) { second in
                    let authority = certificate.certificate
                    let bench = try ScenarioBench([
                        .scenario(first.port, tls: .startTLS, caFile: authority, requireTLS: true),
                        .scenario(second.port, name: "second", priority: 2, tls: .startTLS, caFile: authority, requireTLS: true),
                    ])
                    try await bench.run {
                        let id = try await bench.enqueue(["jan"])[0]
                        #expect(try await bench.comes(id, to: .accepted))
                        #expect(try await bench.message(id).attempts.map(\.reason) == [.requireTLSMissing, .relayAccepted])
                    }
                    #expect(first.copies.isEmpty && second.keywords.allSatisfy { $0.contains("REQUIRETLS") })
                }
            }
        }
    }
}
