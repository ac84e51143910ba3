import API
import Crypto
import HTTPTypes
import Hummingbird
import Issuance

/// A file of the pages under a name that changes with its content, so that browsers may keep it for ever.
struct ConsoleAsset: Sendable {
    /// `console.9f86d081884c7d65.css`
    let name: String
    let type: String
    let bytes: [UInt8]

    static let style = ConsoleAsset("css", "text/css; charset=utf-8", ConsoleStylesheet.text)
    static let script = ConsoleAsset("js", "text/javascript; charset=utf-8", ConsoleScript.text)

    private static let all = [style, script]
    private static let folder = "/console/assets"

    var path: String { "\(Self.folder)/\(name)" }

    private init(_ ending: String, _ type: String, _ text: String) {
        bytes = Array(text.utf8)
        name = "console.\(Hexadecimal.text(Array(SHA256.hash(data: bytes).prefix(8)))).\(ending)"
        self.type = type
    }

    static let route = Route(.get, "\(folder)/{name}", .open) { call in
        guard let name = call.context.parameters.get("name"), let asset = all.first(where: { $0.name == name }) else {
            throw Problem.notFound
        }
        var response = Response(bytes: asset.bytes, type: asset.type)
        response.headers[.cacheControl] = "public, max-age=31536000, immutable"
        return response
    }
}
