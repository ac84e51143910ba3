import Mail
import Submission

/// One session with a relay, opened as the line opens it, and what it showed.
struct RelayCheck: Encodable {
    let relay: String
    let ok: Bool
    let tls: String
    let authenticated: Bool
    let extensions: [String]
    let connectMs: Int
    let stage: String?
    let reason: String?
    let reply: String?
    let detail: String?
    let fix: String?

    static func run(_ configuration: RelayConfiguration, clock: any TimeSource) -> RelayCheck {
        let began = clock.monotonic
        do throws(ConnectFailure) {
            let connection = try RelayConnection(to: configuration, clock: clock)
            let elapsed = clock.monotonic - began
            connection.quit()
            return RelayCheck(
                relay: configuration.name, ok: true, tls: configuration.tls.rawValue, authenticated: configuration.credentials != nil,
                extensions: names(connection.offered), connectMs: Int(elapsed.microseconds / 1_000), stage: nil, reason: nil,
                reply: nil, detail: nil, fix: nil)
        } catch {
            let outcome = Outcome(classifying: error.result)
            let reply = error.result.reply.map {
                [$0.code.description, $0.enhanced?.description, $0.text].compactMap { $0 }.joined(separator: " ")
            }
            return RelayCheck(
                relay: configuration.name, ok: false, tls: configuration.tls.rawValue, authenticated: false, extensions: [],
                connectMs: Int((clock.monotonic - began).microseconds / 1_000), stage: error.result.stage.rawValue,
                reason: outcome.reason.rawValue, reply: reply, detail: error.detail, fix: fix(outcome.reason))
        }
    }

    var text: String {
        guard ok else {
            return """
                \(relay): FAULT at \(stage ?? "-"): \(reason ?? "-")
                  \([reply, detail].compactMap { $0 }.joined(separator: "; "))
                  \(fix ?? "")
                """
        }
        return """
            \(relay): ok in \(connectMs) ms, tls \(tls), \(authenticated ? "authenticated" : "no AUTH configured")
              offers \(extensions.isEmpty ? "nothing" : extensions.joined(separator: " "))
            """
    }

    private static func names(_ capabilities: RelayCapabilities) -> [String] {
        var names: [String] = []
        if capabilities.pipelining { names.append("PIPELINING") }
        if capabilities.declaresSize { names.append(capabilities.size.map { "SIZE=\($0)" } ?? "SIZE") }
        if capabilities.smtpUTF8 { names.append("SMTPUTF8") }
        if capabilities.eightBitMIME { names.append("8BITMIME") }
        if capabilities.enhancedStatusCodes { names.append("ENHANCEDSTATUSCODES") }
        if capabilities.dsn { names.append("DSN") }
        if capabilities.requireTLS { names.append("REQUIRETLS") }
        if capabilities.deliverBy {
            names.append(capabilities.deliverByMinimum > 0 ? "DELIVERBY=\(capabilities.deliverByMinimum)" : "DELIVERBY")
        }
        return names
    }

    private static func fix(_ reason: Reason) -> String {
        switch reason {
        case .connectFailed: "Check host and port of its url, and that a firewall lets us through."
        case .tlsFailed: "The relay and we share no TLS version or cipher; TLS 1.2 is the least."
        case .tlsMissing: "The relay offers no STARTTLS: use its smtps:// port, or ask its operator."
        case .certificateInvalid: "Its certificate is expired, for another name, or of an unknown authority: renew it, or set ca_file."
        case .authenticationMissing: "It offers no AUTH PLAIN here: use the submission port (587 or 465), or remove the username."
        case .authenticationRejected, .authenticationRequired: "Check username and password_file."
        case .requireTLSMissing: "It does not offer REQUIRETLS over TLS: ask its operator, or remove require_tls."
        case .greetingRefused, .ehloRefused: "It refuses this host: ask its operator to allow it."
        default: "See the relay's own log."
        }
    }
}
