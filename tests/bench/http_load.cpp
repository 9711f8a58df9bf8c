/// Loads a running server with one kind of request over kept connections, as fast as it answers, and prints what came of it as one JSON
/// object: requests per second, milliseconds from a request's first byte to its answer's last, how many answers of each status. One thread
/// and no library, so that it takes as little as it can of the processors that it shares with the server; all bodies are made before the
/// clock starts.
#include "load_persons.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace muster::load {
namespace {

using Clock = std::chrono::steady_clock;

constexpr char const* usage =
    "usage: http_load creates|upserts|gets --port N --key KEY [--connections 32] [--requests 1000] [--seed 1] [--first 0] [--step 1]\n"
    "                 [--stored 1000000] [--batch 1000]\n"
    "creates: one person a request, from number --first on. upserts: --batch persons a request, --step numbers apart.\n"
    "gets: by the telephone number of random persons below --stored.\n";

[[noreturn]] void fail(std::string const& what)
{
    std::fprintf(stderr, "http_load: %s\n", what.c_str());
    std::exit(2);
}

struct Order {
    std::string kind{};
    std::string key{};
    std::map<std::string, std::int64_t, std::less<>> numbers{{"--port", 0},           {"--connections", 32}, {"--requests", 1'000},
                                                             {"--seed", 1},           {"--first", 0},        {"--step", 1},
                                                             {"--stored", 1'000'000}, {"--batch", 1'000}};
    std::int64_t number(std::string_view name) const { return numbers.find(name)->second; }
};

Order read_order(int count, char** words)
{
    Order order;
    if (count < 2) { fail(usage); }
    order.kind = words[1];
    for (int index = 2; index + 1 < count; index += 2) {
        std::string_view const name = words[index];
        std::string_view const value = words[index + 1];
        auto const number = order.numbers.find(name);
        if (name == "--key") {
            order.key = value;
        } else if (number == order.numbers.end() ||
                   std::from_chars(value.data(), value.data() + value.size(), number->second).ec != std::errc{}) {
            fail(usage);
        }
    }
    bool const is_known = order.kind == "creates" || order.kind == "upserts" || order.kind == "gets";
    if (!is_known || count % 2 != 0 || order.number("--port") == 0 || order.number("--connections") < 1) { fail(usage); }
    return order;
}

/// One request as its bytes.
std::string make_request(Order const& order, std::int64_t index, std::mt19937_64& random)
{
    auto const variety = static_cast<std::uint64_t>(order.number("--seed"));
    std::string line;
    std::string body;
    if (order.kind == "gets") {
        std::int64_t const number = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(order.number("--stored")));
        line = "GET /people/2/persons?type=PHONE&identifier=%2B" + phone_of(number).substr(1);
    } else if (order.kind == "creates") {
        line = "POST /people/2/persons";
        body = create_body(order.number("--first") + index, variety);
    } else {
        std::int64_t const batch = order.number("--batch");
        std::int64_t const step = order.number("--step");
        // batches that are spread over a range take turns in it
        std::int64_t const first = step == 1 ? index * batch : index / step * step * batch + index % step;
        line = "PATCH /people/3/persons/upsert";
        body = upsert_body(order.number("--first") + first, step, batch, variety);
    }
    std::string request = line + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: App " + order.key + "\r\n";
    if (!body.empty()) { request += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n"; }
    return request + "\r\n" + body;
}

/// An answer that arrives: complete when its head has told a length and that much has come. Every answer that is asked for here has one.
class Arriving {
public:
    void begin() { head_.clear(), is_body_ = false; }
    int status() const { return status_; }
    /// Whether an upsert's answer names nobody that failed.
    bool is_clean() const { return is_clean_; }
    bool take(std::string_view bytes)
    {
        if (is_body_) { return take_body(bytes); }
        head_.append(bytes);
        std::size_t const end = head_.find("\r\n\r\n");
        if (end == std::string::npos) { return false; }
        read_head(std::string_view{head_}.substr(0, end));
        is_body_ = true;
        is_clean_ = status_ != 207 || head_.compare(end + 4, no_errors.size(), no_errors) == 0;
        return take_body(std::string_view{head_}.substr(end + 4));
    }

private:
    static constexpr std::string_view no_errors = "{\"errors\":[]";

    void read_head(std::string_view head)
    {
        std::size_t const status = head.find(' ') + 1;
        std::from_chars(head.data() + status, head.data() + head.size(), status_);
        constexpr std::string_view name = "\r\nContent-Length: ";
        std::size_t const length = head.find(name);
        if (length == std::string_view::npos) { fail("an answer came without its length:\n" + std::string{head}); }
        std::from_chars(head.data() + length + name.size(), head.data() + head.size(), left_);
    }
    bool take_body(std::string_view bytes)
    {
        if (bytes.size() > left_) { fail("more bytes came than the answer has"); }
        left_ -= bytes.size();
        return left_ == 0;
    }

    std::string head_{};
    bool is_body_{};
    bool is_clean_{true};
    int status_{};
    std::size_t left_{};
};

struct Connection {
    int socket{-1};
    std::string_view unsent{};
    Clock::time_point began{};
    Arriving answer{};
};

int connect_to(std::int64_t port)
{
    int const made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (made < 0 || ::connect(made, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) { // NOLINT: the socket interface's way
        fail(std::string{"connecting failed: "} + std::strerror(errno));
    }
    int const yes = 1;
    ::setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    return made;
}

/// Sends all requests over the connections, each as soon as the answer before it is there.
class Load {
public:
    Load(std::vector<std::string> const& requests, Order const& order)
        : requests_{requests}, connections_(static_cast<std::size_t>(order.number("--connections")))
    {
        for (std::size_t index = 0; index < connections_.size(); ++index) {
            connections_[index].socket = connect_to(order.number("--port"));
            epoll_event event{EPOLLIN | EPOLLOUT | EPOLLET, {.u64 = index}};
            ::epoll_ctl(epoll_, EPOLL_CTL_ADD, connections_[index].socket, &event);
        }
        took_.reserve(requests.size());
    }

    void run()
    {
        began_ = Clock::now();
        for (Connection& connection : connections_) { begin_next(connection); }
        std::vector<epoll_event> events(connections_.size());
        while (took_.size() < requests_.size()) {
            int const count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 30'000);
            if (count == 0) { fail("the server has not answered for 30 s"); }
            for (int index = 0; index < count; ++index) {
                Connection& connection = connections_[events[static_cast<std::size_t>(index)].data.u64];
                send_rest(connection);
                receive(connection);
            }
        }
        seconds_ = std::chrono::duration<double>(Clock::now() - began_).count();
    }

    void print(Order const& order)
    {
        std::sort(took_.begin(), took_.end());
        auto const at = [this](double share) {
            return took_[std::min(static_cast<std::size_t>(share * static_cast<double>(took_.size())), took_.size() - 1)] * 1e3;
        };
        double const rate = static_cast<double>(took_.size()) / seconds_;
        std::string statuses;
        for (auto const& [status, count] : statuses_) {
            statuses += (statuses.empty() ? "" : ", ") + ("\"" + std::to_string(status) + "\": " + std::to_string(count));
        }
        std::printf("{\"kind\": \"%s\", \"connections\": %zu, \"requests\": %zu, \"seconds\": %.3f, \"requestsPerSecond\": %.0f, "
                    "\"personsPerSecond\": %.0f, \"milliseconds\": {\"p50\": %.3f, \"p90\": %.3f, \"p99\": %.3f, \"p999\": %.3f, \"max\": "
                    "%.3f}, \"statuses\": {%s}, \"withErrors\": %zu}\n",
                    order.kind.c_str(), connections_.size(), took_.size(), seconds_, rate,
                    order.kind == "upserts" ? rate * static_cast<double>(order.number("--batch")) : rate, at(0.5), at(0.9), at(0.99),
                    at(0.999), took_.back() * 1e3, statuses.c_str(), with_errors_);
    }

private:
    void begin_next(Connection& connection)
    {
        if (next_ == requests_.size()) { return; }
        connection.unsent = requests_[next_++];
        connection.answer.begin();
        connection.began = Clock::now();
        send_rest(connection);
    }

    void send_rest(Connection& connection)
    {
        while (!connection.unsent.empty()) {
            ssize_t const sent = ::send(connection.socket, connection.unsent.data(), connection.unsent.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
            if (sent < 0 && (errno == EAGAIN || errno == EINTR)) { return; }
            if (sent < 0) { fail(std::string{"sending failed: "} + std::strerror(errno)); }
            connection.unsent.remove_prefix(static_cast<std::size_t>(sent));
        }
    }

    void receive(Connection& connection)
    {
        for (;;) {
            ssize_t const got = ::recv(connection.socket, piece_.data(), piece_.size(), MSG_DONTWAIT);
            if (got < 0 && (errno == EAGAIN || errno == EINTR)) { return; }
            if (got <= 0) { fail("the server closed a connection"); }
            if (!connection.answer.take({piece_.data(), static_cast<std::size_t>(got)})) { continue; }
            took_.push_back(std::chrono::duration<double>(Clock::now() - connection.began).count());
            ++statuses_[connection.answer.status()];
            if (!connection.answer.is_clean()) { ++with_errors_; }
            begin_next(connection);
        }
    }

    std::vector<std::string> const& requests_;
    std::vector<Connection> connections_;
    int epoll_{::epoll_create1(EPOLL_CLOEXEC)};
    std::vector<char> piece_ = std::vector<char>(64 * 1'024);
    std::size_t next_{};
    std::vector<double> took_{};
    std::map<int, std::size_t> statuses_{};
    std::size_t with_errors_{};
    Clock::time_point began_{};
    double seconds_{};
};

} // namespace
} // namespace muster::load

int main(int count, char** words)
{
    using namespace muster::load;
    Order const order = read_order(count, words);
    std::mt19937_64 random{static_cast<std::uint64_t>(order.number("--seed"))};
    std::vector<std::string> requests;
    for (std::int64_t index = 0; index < order.number("--requests"); ++index) { requests.push_back(make_request(order, index, random)); }
    if (requests.empty()) { fail(usage); }
    Load load{requests, order};
    load.run();
    load.print(order);
    return 0;
}
