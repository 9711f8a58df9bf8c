// The one place where the code of Asio itself is compiled; the other files of this folder see declarations only.
#include <utility> // Asio's coroutine headers forget it

#include <boost/asio/impl/src.hpp>

#include <boost/asio/ssl/impl/src.hpp>
