package import Hummingbird
package import Issuance
package import Mail

/// One request at its route, with the caller when the route asks for one.
package struct APICall: Sendable {
    package let request: Request
    package let context: APIContext
    /// Always there on a route with scopes.
    let identified: Caller?

    /// The caller.
    ///
    /// - Throws: `unauthenticated` on a route that is open.
    package var caller: Caller {
        get throws(Problem) {
            guard let identified else { throw .unauthenticated }
            return identified
        }
    }

    /// An identifier from the path.
    ///
    /// - Throws: `not-found` for anything that is none, as for one that nobody has.
    package func id<Subject: IdentifierSubject>(
        _ type: Identifier<Subject>.Type = Identifier<Subject>.self
    ) throws(Problem)
        -> Identifier<Subject>
    {
        guard let id = idIfAny(type) else { throw .notFound }
        return id
    }

    /// An identifier from the path; `nil` for anything that is none, where that must not be answered apart.
    package func idIfAny<Subject: IdentifierSubject>(_ type: Identifier<Subject>.Type = Identifier<Subject>.self) -> Identifier<Subject>? {
        context.parameters.get("id").flatMap { Identifier<Subject>($0) }
    }

    /// The whole body.
    ///
    /// - Throws: `too-large` over the limit, before more of it is read; `bad-request` when the client ended it before its end,
    ///   `request-timeout` when it was cut for its slowness.
    package func body(upTo limit: Int = Limits.bodyOctets) async throws(Problem) -> [UInt8] {
        let announced = request.headers.value(of: .contentLength).flatMap(Int.init) ?? 0
        guard announced <= limit else { throw Problem.tooLarge(limit: limit) }
        var bytes: [UInt8] = []
        do {
            for try await chunk in request.body {
                guard bytes.count + chunk.readableBytes <= limit else { throw Problem.tooLarge(limit: limit) }
                bytes.append(contentsOf: Array(buffer: chunk))
            }
        } catch let problem as Problem {
            throw problem
        } catch let error as HTTPError {
            throw Problem(error)
        } catch {
            throw Problem(.badRequest, "The body did not arrive as a whole.")
        }
        return bytes
    }

    /// The body as JSON, with its bytes for the fingerprint. An empty one counts as `{}` where `emptyAllowed`.
    package func json(
        emptyAllowed: Bool = false, upTo limit: Int = Limits.bodyOctets, values: Int = JSONReader.values
    ) async throws(Problem) -> (value: JSONValue, bytes: [UInt8]) {
        let type = request.headers.value(of: .contentType)
        if let type, !Self.isJSON(type) { throw Problem(.unsupportedMediaType, "Send Content-Type: application/json.") }
        let bytes = try await body(upTo: limit)
        if emptyAllowed, bytes.isEmpty { return (.object([]), bytes) }
        guard type != nil else { throw Problem(.unsupportedMediaType, "Send Content-Type: application/json.") }
        do throws(JSONFault) {
            return (try JSONReader.read(bytes, values: values), bytes)
        } catch {
            throw Problem.invalid("body", "\(error.kind.rawValue) (at octet \(error.offset))")
        }
    }

    /// `application/json`, whatever parameters follow; UTF-8 is checked in the bytes themselves.
    private static func isJSON(_ type: String) -> Bool {
        // As nearly all callers write it.
        if type == "application/json" { return true }
        let essence = type.prefix { $0 != ";" }
        return essence.split(separator: " ").joined().lowercased() == "application/json"
    }
}
