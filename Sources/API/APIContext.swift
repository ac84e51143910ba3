package import Hummingbird
import Logging

/// What travels with one request besides itself: only what Hummingbird needs. The caller is passed as a value.
package struct APIContext: RequestContext {
    package var coreContext: CoreRequestContextStorage

    package init(source: ApplicationRequestContextSource) {
        self.coreContext = .init(source: source)
    }

    /// The number of the request that every log line carries; given back as `X-Request-Id`.
    var requestID: String {
        logger[metadataKey: "hb.request.id"].map(\.description) ?? ""
    }
}
