# The portal with its web server. docs/deploy.md says how to run it; it expects PostgreSQL, see compose.yaml.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app

# The packages change less often than the code: a layer of their own.
COPY requirements/runtime.txt requirements/
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements/runtime.txt

COPY . .

# The logo is published with the style sheets, so it has to be known here: a path below /app.
ARG AGENCY_LOGO=""
ENV AGENCY_LOGO=$AGENCY_LOGO
# Settings ask for a key; this one signs nothing and is not kept.
RUN SECRET_KEY=only-for-collectstatic python manage.py collectstatic --noinput

# Not root. Nothing in the image needs to be written to.
RUN useradd --system --no-create-home portal
USER portal

EXPOSE 8000
# Asks for a page that needs no database, under the first of the allowed hosts, as a proxy with TLS would.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-c", "import http.client, os; c = http.client.HTTPConnection('127.0.0.1', 8000, timeout=3); c.request('GET', '/about/', headers={'Host': os.environ['ALLOWED_HOSTS'].split(',')[0].lstrip('.'), 'X-Forwarded-Proto': 'https'}); raise SystemExit(c.getresponse().status >= 400)"]

CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "4", "--log-level", "warning", "portal.wsgi:application"]
