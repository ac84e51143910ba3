import HTTPTypes
package import Hummingbird
import Issuance
import Mail

extension Problem {
    /// The problem document (RFC 9457). `type` is a URI below the public URL that ends in the code.
    package func document(publicURL: String) -> [UInt8] {
        JSONWriter.object { json in
            json.string("type", "\(publicURL)/problems/\(code.rawValue)")
            json.string("title", code.title)
            json.integer("status", Int64(code.status.code))
            json.string("detail", detail)
            if !errors.isEmpty {
                json.objects("errors", errors) { json, fault in
                    json.string("field", fault.field)
                    json.string("reason", fault.reason)
                }
            }
            if !warnings.isEmpty { json.warnings(warnings) }
        }
    }

    /// ``retryAfter`` in whole seconds.
    package var retryAfterSeconds: Int64? { retryAfter.map { max(1, Int64($0.secondsAsDouble.rounded(.up))) } }

    /// The answer with the document and the fields that belong to its status.
    package func response(publicURL: String) -> Response {
        var response = Response(json: document(publicURL: publicURL), status: code.status, type: "application/problem+json")
        if let retryAfterSeconds { response.headers[.retryAfter] = String(retryAfterSeconds) }
        if let allow { response.headers[.allow] = allow }
        if code == .unauthenticated { response.headers[.wwwAuthenticate] = "Bearer realm=\"postduif\"" }
        return response
    }
}

extension JSONWriter {
    mutating func warnings(_ warnings: [IssuanceWarning]) {
        objects("warnings", warnings) { json, warning in
            json.string("code", warning.code)
            json.string("field", warning.field)
            json.string("detail", warning.detail)
        }
    }
}
