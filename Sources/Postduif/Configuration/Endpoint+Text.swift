extension Endpoint {
    /// `scheme://host[:port]`, without a slash at the end.
    var text: String {
        let bracketed = host.contains(":") ? "[\(host)]" : host
        return "\(scheme)://\(bracketed)" + (port.map { ":\($0)" } ?? "")
    }
}
