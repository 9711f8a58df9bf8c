#pragma once

// For the files of this folder that see sockets: coroutines over Asio. Under g++ 12 whatever goes into a `co_await` expression is named
// first, never made there by braces or a lambda: it would be destroyed twice. tools/check_coroutines looks after that.
#include <utility> // Asio's coroutine headers forget it

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace muster {

namespace net = boost::asio;
using boost::system::error_code;

} // namespace muster
