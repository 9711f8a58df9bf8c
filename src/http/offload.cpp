#include "http/offload.hpp"

#include <boost/asio/post.hpp>

namespace muster {

net::awaitable<bool> offload(WorkerPool& pool, std::function<void()> const& job)
{
    auto const executor = co_await net::this_coro::executor;
    net::steady_timer finished{executor, net::steady_timer::time_point::max()};
    bool is_done = false;
    auto const tell = [&is_done, &finished] {
        is_done = true;
        finished.cancel();
    };
    // The worker's own copy of the executor: this coroutine may be gone before post returns there.
    auto work = [&job, executor, tell] {
        job();
        net::post(executor, tell);
    };
    if (!pool.submit(std::move(work))) { co_return false; }
    while (!is_done) {
        error_code ignored;
        auto token = net::redirect_error(net::use_awaitable, ignored);
        co_await finished.async_wait(token);
    }
    co_return true;
}

net::awaitable<void> pause(std::chrono::milliseconds time)
{
    auto const executor = co_await net::this_coro::executor;
    net::steady_timer timer{executor, time};
    error_code ignored;
    auto token = net::redirect_error(net::use_awaitable, ignored);
    co_await timer.async_wait(token);
}

} // namespace muster
