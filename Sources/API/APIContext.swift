package import Hummingbird
import Logging

/// What travels with one request besides itself: what Hummingbird needs, and its number. The caller is passed as a value.
package struct APIContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The number of the request, in each line of ``requestLogger``; given back as `X-Request-Id`.
    let requestID = RequestID().description

    package init(source: ApplicationRequestContextSource) {
        self.coreContext = .init(source: source)
    }

    /// In place of the protocol's own, which wants the number in the metadata of `logger`.
    package var id: String { requestID }

    /// For a line about this request: `logger` with the number. Made where a line is written, for most requests write none.
    var requestLogger: Logger {
        var logger = logger
        logger[metadataKey: "hb.request.id"] = .string(requestID)
        return logger
    }
}
