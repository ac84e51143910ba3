import API
import Delivery
import Mail
import NIOSSL

/// When certificates end: our own for HTTP, and those that relays showed.
struct CertificateRule: Sendable {
    /// `nil` without `http.tls`.
    let own: Instant?

    /// How long before its end a certificate is told of by the readiness probe.
    private static let notice: Duration = .seconds(7 * 86_400)

    init(own: Instant?) { self.own = own }

    init(_ tls: Configuration.HTTP.TLS?) throws {
        own = try tls.flatMap { try NIOSSLCertificate.fromPEMFile($0.certificate).map(\.notValidAfter).min() }
            .map { Instant(seconds: Int64($0)) }
    }

    /// Each by the use and the name that metrics give it.
    func ends(_ relays: [RelayStatus]) -> [(use: String, name: String, end: Instant)] {
        let http = own.map { [(use: "http", name: "http", end: $0)] } ?? []
        return http + relays.compactMap { relay in relay.certificateEnds.map { (use: "relay", name: relay.name, end: $0) } }
    }

    /// What ends soon or has ended.
    func ending(_ relays: [RelayStatus], now: Instant) -> [ReadinessReason] {
        ends(relays).filter { $0.end < now + Self.notice }.map { certificate in
            .certificate(
                relay: certificate.use == "http" ? nil : certificate.name, end: certificate.end, hasEnded: certificate.end < now)
        }
    }
}
