extension Endpoint {
    /// The scheme and host of a URL that may have a path, but neither query nor fragment.
    init(prefixOf url: String) throws(Fault) {
        guard !url.contains(where: { "?#\\ ".contains($0) }) else { throw .path }
        guard let colon = url.firstRange(of: "://"), let slash = url[colon.upperBound...].firstIndex(of: "/") else {
            try self.init(url)
            return
        }
        try self.init(String(url[..<slash]))
    }
}
