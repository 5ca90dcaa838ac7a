# The front end's packages, as npm left them: no bundler.
FROM node:22-slim AS front
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts

# The Python packages, in a virtual environment that the last stage takes over whole.
FROM python:3.13-slim AS packages
COPY requirements.txt /
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes --requirement /requirements.txt

FROM python:3.13-slim
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=config.settings.prod \
    KR_VAR=/app/var
WORKDIR /app
RUN useradd --system --uid 1000 --no-create-home kr
COPY --from=packages /venv /venv
COPY --from=front /app/node_modules node_modules
COPY . .
# Settings of a server want secrets; these are for the length of this step and open nothing.
RUN python manage.py compilemessages \
    && SECRET_KEY=build FIELD_KEYS=step DATABASE_URL=postgres://none REDIS_URL=redis://none SITE_URL=http://none \
       python manage.py collectstatic --no-input \
    && python -m compileall -q . \
    && rm -rf node_modules
USER 1000
EXPOSE 8000
CMD ["gunicorn", "--config", "python:config.web"]
