/// The HTTP contract as it is served.
enum OpenAPIDocument {
    /// `openapi.yaml` beside the working directory or the build, else a pointer to it.
    static func bytes() -> [UInt8] {
        guard let path = ProjectFiles.find("openapi.yaml"), let bytes = try? SmallFile.bytes(path, limit: 1_024 * 1_024) else {
            return Array("# openapi.yaml is not installed beside the program\n".utf8)
        }
        return bytes
    }
}
