/// Why an inbox cannot start.
package enum InboxFault: Error, Hashable, Sendable, CustomStringConvertible {
    case cannotListen(host: String, port: Int, reason: String)
    case badCertificate(path: String, reason: String)
    case badKey(path: String, reason: String)
    case implicitTLSWithoutCertificate

    package var description: String {
        switch self {
        case .cannotListen(let host, let port, let reason):
            "Cannot listen on \(host):\(port) (\(reason)); choose another address or port, or stop what listens there."
        case .badCertificate(let path, let reason): "The certificate file \(path) cannot be used (\(reason)); give a PEM certificate chain."
        case .badKey(let path, let reason): "The key file \(path) cannot be used (\(reason)); give the PEM key of the certificate."
        case .implicitTLSWithoutCertificate: "TLS from the start needs a certificate and its key."
        }
    }
}
