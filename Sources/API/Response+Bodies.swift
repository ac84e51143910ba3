import HTTPTypes
package import Hummingbird

extension Response {
    /// An answer with a JSON document.
    package init(json bytes: [UInt8], status: HTTPResponse.Status = .ok, type: String = "application/json") {
        self.init(bytes: bytes, type: type, status: status)
    }

    /// An answer with bytes of a type.
    package init(bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok) {
        self.init(
            status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
