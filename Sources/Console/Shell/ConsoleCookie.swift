import HTTPTypes
import Hummingbird
import Mail

/// A cookie of the console. It never leaves its host: `__Host-` (RFC 6265bis §4.1.3.2) wherever the pages are served by https.
struct ConsoleCookie: Sendable {
    let name: String
    private let isSecure: Bool

    /// Octets of a value that are looked at.
    private static let octets = 512

    /// - Parameters:
    ///   - name: Without the prefix.
    ///   - publicURL: Its scheme says whether the browser comes by https. Plain http is for a loopback host alone, for trying out.
    init(_ name: String, publicURL: String) {
        isSecure = publicURL.hasPrefix("https://")
        self.name = isSecure ? "__Host-\(name)" : name
    }

    /// The value that a request has; `nil` without one, and where there are two: one of them is not ours.
    func value(of request: Request) -> Secret? {
        let pairs = request.headers[values: .cookie].flatMap { $0.split(separator: ";") }
        let values = pairs.compactMap { pair -> Substring? in
            let pair = pair.drop { $0 == " " }
            guard pair.hasPrefix("\(name)=") else { return nil }
            return pair.dropFirst(name.utf8.count + 1)
        }
        guard values.count == 1, let value = values.first, (1...Self.octets).contains(value.utf8.count) else { return nil }
        return Secret(String(value))
    }

    /// What sets it.
    ///
    /// - Parameter seconds: How long the browser keeps it; `nil`: until it is closed.
    func field(_ value: Secret, seconds: Int? = nil) -> String {
        let age = seconds.map { "; Max-Age=\($0)" } ?? ""
        return "\(name)=\(value.revealText()); Path=/; HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")\(age)"
    }

    /// What removes it.
    var removal: String { field(Secret(""), seconds: 0) }
}

extension Response {
    mutating func add(cookie field: String) {
        headers.append(HTTPField(name: .setCookie, value: field))
    }
}
