#ifndef TICKLINE_POSTGRESQL_H
#define TICKLINE_POSTGRESQL_H

#include <libpq-fe.h>

#endif
