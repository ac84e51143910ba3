#ifndef POSTDUIF_CCURL_SHIM_H
#define POSTDUIF_CCURL_SHIM_H

#include <curl/curl.h>

// curl_easy_setopt() and curl_easy_getinfo() are variadic, which Swift cannot call: one wrapper per argument type.

/// Options that take a `long`.
static inline CURLcode ccurl_setopt_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

/// Options that take a C string; libcurl copies it.
static inline CURLcode ccurl_setopt_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

/// Options that take an object pointer that outlives the transfer (user data, error buffer).
static inline CURLcode ccurl_setopt_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

/// CURLOPT_HEADERFUNCTION: every reply line of the connect phase arrives there.
typedef size_t (*ccurl_write_callback)(char *buffer, size_t size, size_t count, void *userdata);
static inline CURLcode ccurl_setopt_header_callback(CURL *handle, ccurl_write_callback callback) {
    return curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, callback);
}

/// CURLINFO_* that answer a `long`.
static inline CURLcode ccurl_getinfo_long(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}

/// CURLINFO_ACTIVESOCKET: the descriptor to poll.
static inline CURLcode ccurl_getinfo_socket(CURL *handle, curl_socket_t *value) {
    return curl_easy_getinfo(handle, CURLINFO_ACTIVESOCKET, value);
}

/// CURLINFO_CERTINFO: what the relay showed of itself, certificate by certificate. Lives as long as the handle.
static inline CURLcode ccurl_getinfo_certificates(CURL *handle, struct curl_certinfo **value) {
    return curl_easy_getinfo(handle, CURLINFO_CERTINFO, value);
}

#endif
