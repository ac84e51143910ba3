import Inbox
import Mail
import Submission

/// A relay at fault as its cell says, until it recovers.
final class FaultyRelay {
    let fault: RelayFault
    private let script: RelayScript
    private var options = ServerOptions()
    private var relay: MisbehavingRelay?
    private var backlog: FullBacklog?
    private let certificate: LoopbackCertificate?
    private static let user = "postduif"
    private static let password = "correct"

    static func start(_ fault: RelayFault) async throws -> FaultyRelay {
        let needsTLS = [.startTLS, .untrusted].contains(fault.access)
        let faulty = FaultyRelay(fault, needsTLS ? try await LoopbackCertificate.make() : nil)
        try await faulty.open()
        return faulty
    }

    private init(_ fault: RelayFault, _ certificate: LoopbackCertificate?) {
        (self.fault, self.certificate) = (fault, certificate)
        script = fault.script()
        options.tls = certificate.map { TLSFiles(certificatePath: $0.certificate, keyPath: $0.key) }
        if [.password, .wrongPassword].contains(fault.access) {
            options.credentials = InboxCredentials(user: Self.user, password: Secret(Self.password))
        }
    }

    private func open() async throws {
        if fault.access == .silent {
            let backlog = try FullBacklog()
            options.port = backlog.port
            self.backlog = backlog
            return
        }
        let relay = try await MisbehavingRelay.start(script, options)
        options.port = relay.port
        if fault.access == .refused { await relay.stop() } else { self.relay = relay }
    }

    /// Behaves from now on, at the same port.
    func recover() async throws {
        script.clear()
        script.release()
        backlog = nil
        if relay == nil { relay = try await MisbehavingRelay.start(script, options) }
    }

    func stop() async {
        backlog = nil
        await relay?.stop()
    }

    var copies: [String: Int] { relay?.copies ?? [:] }

    var configuration: RelayConfiguration {
        let tls: RelayConfiguration.TLSMode =
            switch fault.access {
            case .startTLS, .untrusted: .startTLS
            case .tlsToClearText: .implicit
            default: .none
            }
        let password = fault.access == .wrongPassword ? "wrong" : Self.password
        return .scenario(
            options.port, tls: tls, caFile: fault.access == .untrusted ? nil : certificate?.certificate,
            credentials: options.credentials.map { .init(username: $0.user, password: Secret(password)) })
    }
}
