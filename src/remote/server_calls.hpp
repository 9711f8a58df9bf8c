#pragma once

#include "remote/http_client.hpp"
#include "service/door.hpp"
#include "json/value.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace muster {

/// Calls of the HTTP API with their answers as documents. What the server refuses comes back as the Error that it had there; what is no
/// answer of a Muster server is unavailable NOT_MUSTER. One thread.
class ServerCalls {
public:
    explicit ServerCalls(std::unique_ptr<HttpClient> client) : client_{std::move(client)} {}

    using Query = std::vector<std::pair<std::string, std::string>>;
    Result<Json> get(std::string path, Query query = {});
    /// Sends a JSON document (empty: no body) and gives the answer; null where it has none.
    Result<Json> send(std::string method, std::string path, std::string document = {});
    /// Any other call.
    Result<HttpReply> call(HttpCall const& call);
    /// Writes an answer of any length into a sink; gives X-Total-Count, -1 where it is not told.
    Result<std::int64_t> download(std::string path, Query query, ByteSink& into);

    std::string const& url() const { return client_->url(); }

private:
    Error refusal(HttpReply const& reply) const;
    Result<Json> document_of(HttpReply const& reply) const;
    std::unique_ptr<HttpClient> client_;
};

/// A key as a path or a list of keys has it: id:42.
std::string text_of(PersonKey const& key);

} // namespace muster
